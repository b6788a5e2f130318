internal import Detectors
internal import Findings

/// What the paths that a report speaks of mean, each looked up once.
final class PathBook {
  private let detectors: DetectorList
  private var surfaces: [String: Surface] = [:]
  private var filters: [Int32: PathFilter] = [:]

  init(_ detectors: DetectorList) { self.detectors = detectors }

  /// Nil for what is no file.
  func surface(_ medium: Occurrence.Medium, _ path: String, _ marks: ContentMarks) -> Surface? {
    switch medium {
    case .commitMessage, .tagMessage, .note, .standardInput, .ref: return nil
    case .imageConfig: return .containerImageDefinition
    case .file, .index, .workTree: break
    }
    guard marks.isEmpty else { return SurfaceIndex.shared.surface(of: path, marks: marks) }
    if let surface = surfaces[path] { return surface }
    let surface = SurfaceIndex.shared.surface(of: path)
    surfaces[path] = surface
    return surface
  }

  /// False where a detector that tells more counts the same place.
  func counts(_ hit: Hit, at path: String) -> Bool { hit.rival < 0 || !filter(of: hit.rival).accepts(path) }

  private func filter(of detector: Int32) -> PathFilter {
    if let filter = filters[detector] { return filter }
    let filter = PathFilter(detectors[Int(detector)])
    filters[detector] = filter
    return filter
  }
}

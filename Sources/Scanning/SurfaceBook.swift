internal import Findings

/// Surfaces of the paths that a report speaks of, each path looked up once.
final class SurfaceBook {
  private var known: [String: Surface] = [:]

  /// Nil for what is no file.
  func surface(_ medium: Occurrence.Medium, _ path: String, _ marks: ContentMarks) -> Surface? {
    switch medium {
    case .commitMessage, .tagMessage, .note, .standardInput, .ref: return nil
    case .file, .index, .workTree: break
    }
    guard marks.isEmpty else { return SurfaceIndex.shared.surface(of: path, marks: marks) }
    if let surface = known[path] { return surface }
    let surface = SurfaceIndex.shared.surface(of: path)
    known[path] = surface
    return surface
  }
}

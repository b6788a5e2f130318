import Foundation

extension DetectorCatalog {
  /// The detectors of several files, whose ids must differ.
  package init(files: [DetectorFile]) throws(DetectorError) {
    var places: [String: String] = [:]
    for file in files {
      for detector in file.detectors {
        let line = file.lines[detector.id]
        if let place = places[detector.id] {
          throw DetectorError(
            file: file.name, line: line, reason: "detector '\(detector.id)' is described in \(place) as well")
        }
        places[detector.id] = line.map { "\(file.name):\($0)" } ?? file.name
      }
    }
    self.init(detectors: files.flatMap(\.detectors))
  }

  /// The detectors of a file, or of all files in a folder whose names end in `.toml`.
  package static func load(path: String) throws(DetectorError) -> DetectorCatalog {
    try DetectorCatalog(files: try DetectorFile.all(at: path))
  }

  /// These detectors and others, which win where both have the same id.
  package func merging(_ others: DetectorCatalog) -> DetectorCatalog {
    let ids = Set(others.detectors.map(\.id))
    return DetectorCatalog(detectors: detectors.filter { !ids.contains($0.id) } + others.detectors)
  }

  /// The same detectors, with no probes but those that the other catalogue has for the same id.
  package func withProbes(of trusted: DetectorCatalog) -> DetectorCatalog {
    let probes = Dictionary(trusted.detectors.map { ($0.id, $0.probe) }) { first, _ in first }
    return DetectorCatalog(
      detectors: detectors.map { detector in
        var detector = detector
        detector.probe = probes[detector.id] ?? nil
        return detector
      })
  }

  /// A message for every `yields-to` that names no detector of the catalogue.
  package var unknownReferences: [(detector: String, reason: String)] {
    let ids = Set(detectors.map(\.id))
    return detectors.flatMap { detector in
      detector.yieldsTo.filter { !ids.contains($0) }.map { name in
        (detector.id, "yields to an unknown detector '\(name)'\(NearMiss.hint(name, in: ids.sorted()))")
      }
    }
  }

}

extension DetectorFile {
  /// A file, or all files in a folder whose names end in `.toml`.
  package static func all(at path: String) throws(DetectorError) -> [DetectorFile] {
    var files: [DetectorFile] = []
    for file in try paths(at: path) { files.append(try DetectorFile(path: file, name: file)) }
    return files
  }

  /// The file itself, or the folder's files in order of their names.
  package static func paths(at path: String) throws(DetectorError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw DetectorError(file: path, reason: "no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw DetectorError(file: path, reason: error.localizedDescription)
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    let files = names.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted().map { folder + $0 }
    guard !files.isEmpty else {
      throw DetectorError(file: path, reason: "the folder holds no file named *.toml")
    }
    return files
  }

  /// Reads a file, which messages call by a name of their own.
  package init(path: String, name: String) throws(DetectorError) {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw DetectorError(file: name, reason: "cannot be read: \(error.localizedDescription)")
    }
    try self.init(name: name, text: text)
  }
}

import Detectors
import Foundation

/// Checks all detector files and writes them as one Swift source: `CatalogCompiler OUTPUT FOLDER`.
@main
struct CatalogCompiler {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { end("usage: CatalogCompiler OUTPUT FOLDER") }
    do {
      let files = read(try DetectorFile.paths(at: arguments[2]))
      let catalog = try DetectorCatalog(files: files)
      check(catalog, of: files)
      try EmbeddedSource(catalog).text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    } catch {
      end("\(error)")
    }
  }

  /// Ends with all files' errors, not only the first.
  private static func read(_ paths: [String]) -> [DetectorFile] {
    var files: [DetectorFile] = []
    var errors: [DetectorError] = []
    for path in paths {
      do {
        files.append(try DetectorFile(path: path, name: shortName(path)))
      } catch {
        errors.append(error)
      }
    }
    if !errors.isEmpty { end(errors.map(\.description).joined(separator: "\n")) }
    return files
  }

  private static func check(_ catalog: DetectorCatalog, of files: [DetectorFile]) {
    let check = CatalogCheck(catalog)
    let messages = files.flatMap { check.errors(in: $0) }.map(\.description)
    if !messages.isEmpty { end(messages.joined(separator: "\n")) }
  }

  /// `detectors/github.toml`, wherever the package is.
  private static func shortName(_ path: String) -> String {
    path.split(separator: "/").suffix(2).joined(separator: "/")
  }

  private static func end(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(1)
  }
}

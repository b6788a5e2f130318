import Findings
import Foundation
import Testing

/// The words of a report stand in the documentation and in its schema.
struct SurfaceDocumentationTests {
  private func text(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/" + name), encoding: .utf8)
  }

  @Test(arguments: Surface.allCases)
  func `every surface is documented, and whether it raises the severity`(surface: Surface) throws {
    let lines = try text("surfaces.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
    let line = try #require(lines.first { $0.contains("`\(surface.rawValue)`") })
    #expect(line.contains("one step up") == (surface.audience != nil))
    #expect(try text("report.schema.json").contains("\"\(surface.rawValue)\""))
  }

  @Test(arguments: Facts.Name.allCases)
  func `every fact is documented`(name: Facts.Name) throws {
    #expect(try text("facts.md").contains("`\(name.rawValue)`"))
    #expect(try text("report.schema.json").contains("\"\(name.rawValue)\": {"))
  }
}

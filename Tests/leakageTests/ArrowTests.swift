import Foundation
import Testing

/// SwiftPM does not notice an import that comes in through another target.
struct ArrowTests {
  /// Which of our own targets, and which library that one target alone may use, each target imports.
  private static let allowed: [String: Set<String>] = [
    "Findings": [],
    "Patterns": ["CPCRE2"],
    "Git": ["CLibGit2", "CDeflate"],
    "Archives": ["Findings", "CArchive"],
    "Detectors": ["Findings", "Patterns", "TOMLKit"],
    "EmbeddedDetectors": ["Detectors"],
    "CatalogCompiler": ["Detectors"],
    "Posture": ["Findings", "Detectors", "TOMLKit", "Yams"],
    "Scanning": ["Findings", "Git", "Archives", "Detectors", "Posture", "TOMLKit", "Crypto", "SwiftASN1"],
    "Reporting": ["Findings"],
    "Ledger": ["Findings", "GRDB"],
    "AuditStore": ["GRDB"],
    "Auditing": ["AuditStore", "Detectors", "Findings", "Reporting", "Scanning"],
    "Migration": ["Findings", "Patterns", "Detectors", "TOMLKit", "Yams", "Crypto"],
    "Probing": [
      "Findings", "Detectors", "CLogins", "Crypto", "_CryptoExtras", "AsyncHTTPClient", "NIOCore", "NIOPosix",
      "NIOHTTP1",
      "NIOHTTPCompression", "NIOSSL",
    ],
    "Forges": ["Findings", "Probing", "Crypto"],
    "leakage": [
      "Findings", "Detectors", "EmbeddedDetectors", "Scanning", "Posture", "Reporting", "Probing", "Ledger",
      "Migration", "AuditStore", "Auditing", "Forges",
      "ArgumentParser",
    ],
  ]

  private static let everywhere: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Synchronization", "Dispatch",
  ]

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: allowed.keys.sorted())
  func `a target imports what the architecture lets it import`(target: String) throws {
    let folder = Self.sources.appending(path: target)
    let files = try #require(FileManager.default.enumerator(atPath: folder.path()))
    let legal = Self.everywhere.union(Self.allowed[target] ?? [])
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains("import ") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place <= 1, place + 1 < words.count,
          place == 0 || ["package", "internal", "public", "@testable"].contains(words[0])
        else { continue }
        #expect(legal.contains(String(words[place + 1])), "\(target)/\(file) imports \(words[place + 1])")
      }
    }
  }

  @Test func `every target has its line`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path())
    let targets = folders.filter { !$0.hasPrefix("C") || $0 == "CatalogCompiler" }
    #expect(Set(targets) == Set(Self.allowed.keys))
  }
}

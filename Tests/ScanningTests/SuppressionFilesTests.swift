import Findings
import Foundation
import Scanning
import Testing

struct SuppressionFilesTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try body(folder.path)
  }

  @Test func `files that are not there set nothing`() throws {
    try withFolder { folder throws in
      #expect(try IgnoreFile.read(at: "\(folder)/none").rules.isEmpty)
      #expect(try Baseline.read(at: "\(folder)/none") == nil)
      #expect(try Configuration.read(at: "\(folder)/none/deeper").ignoreRules.isEmpty)
    }
  }

  @Test func `a baseline is written as a whole and read back`() throws {
    try withFolder { folder throws in
      let path = "\(folder)/baseline.json"
      let now = Timestamp(year: 2026, month: 1, day: 1)
      let first = Baseline(created: now, entries: [])
      let second = Baseline(salt: FingerprintKey.makeSalt(), created: now, entries: [])
      try first.write(to: path)
      try second.write(to: path)
      #expect(try Baseline.read(at: path) == second)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["baseline.json"])
    }
  }

  @Test func `what is no readable text file is refused with its name`() throws {
    try withFolder { folder throws in
      let path = "\(folder)/file"
      try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: path))
      for read in [{ _ = try IgnoreFile.read(at: path) }, { _ = try Configuration.read(at: path) }] {
        let error = #expect(throws: SettingsError.self) { try read() }
        #expect(error?.code == .unreadable && error?.place == path)
      }
      #expect(throws: SettingsError.self) { try IgnoreFile.read(at: folder) }
      let error = #expect(throws: SettingsError.self) { try Baseline.read(at: path) }
      #expect(error?.code == .baseline)
      #expect(throws: SettingsError.self) {
        try Baseline(created: .init(seconds: 0), entries: []).write(to: folder + "/no/x")
      }
    }
  }

  @Test func `a baseline of another key is told`() {
    let now = Timestamp(year: 2026, month: 1, day: 1)
    let keyID = Fingerprinter(key: .publicDefault).keyID
    let baseline = Baseline(keyID: keyID, created: now, entries: [])
    #expect(baseline.mismatch(with: .publicDefault) == nil)
    #expect(baseline.mismatch(with: FingerprintKey("other".utf8))?.code == "baseline-key")
    #expect(Baseline(created: now, entries: []).mismatch(with: FingerprintKey("other".utf8)) == nil)
  }
}

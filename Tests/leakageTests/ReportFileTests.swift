import Foundation
import Testing

@testable import leakage

@Suite struct ReportFileTests {
  @Test func `a report is private and replaces the old one`() throws {
    try withFolder { folder in
      let path = folder + "/report.json"
      try ReportFile(path).write("old")
      try ReportFile(path).write("new")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
      #expect(try mode(of: path) == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["report.json"])
    }
  }

  @Test func `a link stays and its target is replaced`() throws {
    try withFolder { folder in
      try ReportFile(folder + "/target").write("old")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: folder + "/target")
      try ReportFile(folder + "/link").write("new")
      #expect(try String(contentsOfFile: folder + "/target", encoding: .utf8) == "new")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == folder + "/target")
    }
  }

  @Test func `a full disk is an error with status 3`() {
    #expect { try ReportFile("/dev/full").write("text") } throws: { error in
      (error as? CommandFailure)?.status == 3
        && (error as? CommandFailure)?.message == "cannot write '/dev/full': no space left on device"
    }
  }

  @Test func `a missing folder is an error and nothing is left behind`() throws {
    try withFolder { folder in
      #expect { try ReportFile(folder + "/none/report").write("text") } throws: { error in
        (error as? CommandFailure)?.status == 3
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func `a folder in the file's place is an error`() throws {
    try withFolder { folder in
      #expect(throws: CommandFailure.self) { try ReportFile(folder).write("text") }
    }
  }

  @Test func `a device is written to, not replaced`() throws {
    try ReportFile("/dev/null").write("text")
    #expect(FileManager.default.isWritableFile(atPath: "/dev/null"))
  }

  private func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }
}

/// A new folder for one test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.path + "/leakage-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

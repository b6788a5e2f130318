import Detectors
import Findings
import Scanning
import TestRepositories
import Testing

/// Files in UTF-16.
struct UTF16Tests {
  private static func wide(_ text: String, isBigEndian: Bool, hasMark: Bool) -> [UInt8] {
    let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap {
      isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
  }

  @Test(arguments: [true, false], [true, false])
  func `a secret in UTF-16 is the secret that it is in UTF-8, at its place`(isBigEndian: Bool, hasMark: Bool)
    async throws
  {
    var secrets = SecretMaker(seed: 5)
    let token = secrets.token()
    let text = "Windows Registry Editor\r\n\r\n[HKEY]\r\n\"größe\"=\"\(token)\"\r\n"
    let repository = try TemporaryRepository()
    try repository.write("wide.reg", bytes: Self.wide(text, isBigEndian: isBigEndian, hasMark: hasMark))
    try repository.write("narrow.reg", text)
    try repository.commit("both")
    let report = await Scanned(repository)
    let finding = try #require(report.finding(token))
    #expect(report.report.findings.count == 1)
    let wide = try #require(finding.occurrences.first { $0.path == "wide.reg" })
    #expect(wide.encoding == "utf-16")
    #expect((wide.line, wide.column) == (4, 10))
    #expect(finding.occurrences.count == 2)
  }

  @Test(
    arguments: [
      [0, 1, 0, 2, 0, 3, 0, 4], Array("plain text with no zero".utf8), [0x41, 0], [0xFF, 0xFE],
      Array(repeating: 0, count: 64), (0..<64).map { $0 % 2 == 0 ? UInt8($0) : 0 },
    ] as [[UInt8]])
  func `other files are not taken for UTF-16 and do no harm`(content: [UInt8]) async throws {
    var secrets = SecretMaker(seed: 6)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    try repository.write("file", bytes: content + Array("\n \(token) ".utf8))
    try repository.commit("one")
    #expect(await Scanned(repository).finding(token)?.occurrences.first?.encoding == nil)
  }
}

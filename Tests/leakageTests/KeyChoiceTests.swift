import Findings
import Scanning
import TestRepositories
import Testing

@testable import leakage

@Suite struct KeyChoiceTests {
  private func key(_ text: String, _ baseline: Baseline? = nil) throws(CommandFailure) -> [UInt8] {
    try KeyChoice.key(in: ProcessEnvironment(["LEAKAGE_KEY": text]), baseline: baseline).bytes
  }

  @Test(arguments: ["a", "abc", "fifteen-letters", "ümläut-ümlä"])
  func `a key that can be guessed is refused and not shown`(_ text: String) {
    let failure = #expect(throws: CommandFailure.self) { try key(text) }
    #expect(failure?.status == 2)
    #expect(
      failure?.message == "LEAKAGE_KEY is too short to be a key: \(text.utf8.count) of at least 16 bytes")
    if text.count > 1 { #expect(failure?.description.contains(text) == false) }
  }

  @Test func `sixteen bytes are a key, and none is none`() throws {
    let salted = Baseline(
      salt: String(repeating: "ab", count: 16), created: Timestamp(seconds: 0), entries: [])
    #expect(try key("sixteen-letters!") == Array("sixteen-letters!".utf8))
    #expect(try key("sixteen-letters!", salted) == Array("sixteen-letters!".utf8))
    #expect(try key("") == FingerprintKey.publicDefault.bytes)
    #expect(try key("", salted) == [UInt8](repeating: 0xAB, count: 16))
  }

  @Test(arguments: [["scan"], ["baseline", "create"], ["probe"]])
  func `nothing is scanned with a short key`(_ arguments: [String]) throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.env", "A=1\n")
    let result = try Program.run(arguments, in: repository.path, environment: ["LEAKAGE_KEY": "abc"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix("error: LEAKAGE_KEY is too short"))
  }
}

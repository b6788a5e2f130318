import Findings
import Testing

@testable import Migration

/// Entries of other tools that mean secrets of a scan.
@Suite struct ResolverTests {
  private let key = Fingerprint(code: Array(0..<16))
  private let other = Fingerprint(code: Array(16..<32))
  private let value = "abc"

  private func finding(_ fingerprint: Fingerprint, _ path: String, _ line: Int, _ commit: String) -> Finding {
    let signature = Signature(name: "n", email: "e", date: Timestamp(seconds: 0))
    return Finding(
      fingerprint: fingerprint, detector: "d", redacted: "…", entropy: 4, confidence: .high,
      validity: .unprobed,
      rotation: .none, placement: .head, exposure: Exposure(),
      occurrences: [
        Occurrence(
          medium: .file, path: path, line: line, column: 1,
          introduced: CommitSummary(id: commit, author: signature, committer: signature, subject: "s"),
          isInPlace: true)
      ])
  }

  private func resolver(_ lines: [String: String] = [:]) -> ClaimResolver {
    let values = [key: "abc", other: "value-two"]
    return ClaimResolver(
      findings: [finding(key, "a.env", 3, digits("c")), finding(other, "a.env", 9, digits("d"))],
      credential: { fingerprint in
        values[fingerprint].map {
          Credential(
            fingerprint: fingerprint, detector: "d", value: Secret($0.utf8),
            companions: ["id": Secret("user".utf8)])
        }
      },
      line: { path, line, commit in lines["\(path):\(line):\(commit ?? "")"].map { Array($0.utf8) } })
  }

  @Test func `digests, values and commits mean their secrets`() {
    // Digests of "abc": FIPS 180-4, examples.
    let sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d"
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let subjects: [(Claim.Subject, ClaimResolver.Answer)] = [
      (.sha1(sha1), .found([key])), (.sha256(sha256), .found([key])), (.sha1(digits("x")), .nothing),
      (.value(Secret("value-two".utf8)), .found([other])),
      (.value(Secret("user".utf8)), .found([key, other])),
      (.value(Secret("value".utf8)), .nothing), (.part(Secret("UE-TW".utf8)), .found([other])),
      (.matching("^v[a-z]+-"), .found([other])), (.matching("^e"), .nothing), (.matching("("), .nothing),
      (.commit(digits("d")), .found([other])), (.commit(digits("e")), .nothing), (.commit("1"), .nothing),
    ]
    for (subject, answer) in subjects {
      #expect(resolver().answer(to: Claim(subject, .ignored, place: "f:1", name: "n")) == answer)
    }
    var claim = Claim(.sha1(sha1), .ignored, place: "f:1", name: "n")
    claim.detector = "d"
    #expect(resolver().answer(to: claim) == .found([key]))
    claim.detector = "e"
    #expect(resolver().answer(to: claim) == .nothing)
  }

  @Test(
    arguments: [
      (3, nil, [:], "key"), (3, "c", [:], "key"), (3, "d", [:], "nothing"), (4, nil, [:], "nothing"),
      (7, nil, ["a.env:7:": "x=value-two"], "other"), (7, "e", ["a.env:7:e": "x=value-two"], "other"),
      (9, nil, ["a.env:9:": "value-two"], "other"),
    ] as [(Int, String?, [String: String], String)])
  func `a line means what stands on it`(line: Int, commit: String?, lines: [String: String], expected: String)
  {
    let id = commit.map { digits($0) }
    let there = Dictionary(
      uniqueKeysWithValues: lines.map {
        ($0.key.hasSuffix(":e") ? "a.env:7:\(digits("e"))" : $0.key, $0.value)
      })
    let answer = resolver(there).answer(
      to: Claim(.line(path: "a.env", line: line, commit: id), .ignored, place: "f:1", name: "n"))
    let answers: [String: ClaimResolver.Answer] = ["key": .found([key]), "other": .found([other])]
    #expect(answer == answers[expected] ?? .nothing)
  }

  @Test func `an ignored secret is not known as well, and what is not there is not needed`() {
    let claims = [
      Claim(.line(path: "a.env", line: 3, commit: nil), .ignored, place: "f:1", name: "r"),
      Claim(.line(path: "a.env", line: 3, commit: nil), .known, place: "f:2", name: "r"),
      Claim(.commit(digits("d")), .known, place: "f:3", name: "r"),
      Claim(.sha1(digits("x")), .known, place: "f:4", name: "r"),
    ]
    let resolution = Resolution(claims, by: resolver(), isWhole: true)
    #expect(resolution.ignored == [Resolution.Entry(fingerprint: key, reason: "imported from f:1: r")])
    #expect(resolution.known == [other])
    #expect(resolution.remarks.map(\.kind) == [.needless])
    #expect(Resolution(claims, by: resolver(), isWhole: false).remarks.map(\.kind) == [.left])
    #expect(Resolution(unresolved: claims).remarks.map(\.kind) == [.left, .left, .left, .left])
  }
}

import Findings
import Probing
import Testing

@testable import Forges

struct RatePaceTests {
  private static let now = Timestamp(seconds: 1_800_000_000)

  @Test(
    arguments: [
      (429, ["retry-after": "7"], "", 0, 7.0), (403, ["retry-after": "7"], "", 0, 7),
      (429, ["retry-after": "0"], "", 0, 1),
      (403, ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000100"], "", 0, 101),
      (429, ["ratelimit-remaining": "0", "ratelimit-reset": "1800000030"], "", 0, 31),
      (429, ["ratelimit-remaining": "0", "ratelimit-reset": "30"], "", 0, 31),
      // A limit whose end has passed by our clock.
      (403, ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000000"], "", 0, 1),
      (429, [:], "", 0, 60), (429, [:], "", 2, 240),
      (403, [:], "You have exceeded a secondary rate limit", 1, 120),
      (429, ["ratelimit-remaining": "0", "ratelimit-reset": "soon"], "", 0, 60),
      (429, ["ratelimit-remaining": "0", "ratelimit-reset": "99999999999999999999"], "", 0, 60),
    ] as [(Int, [String: String], String, Int, Double)])
  func `a refusal tells how long to wait`(
    status: Int, headers: [String: String], body: String, attempt: Int, seconds: Double
  ) {
    let answer = ProbeAnswer(status: status, headers: headers, body: Array(body.utf8))
    #expect(RatePace.wait(after: answer, attempt: attempt, now: Self.now) == seconds)
  }

  @Test func `another 403 is no limit`() {
    let answer = ProbeAnswer(status: 403, headers: ["x-ratelimit-remaining": "4999"])
    #expect(RatePace.wait(after: answer, attempt: 0, now: Self.now) == nil)
  }

  @Test func `a server's clock that is wrong is believed for its own times`() {
    let headers = [
      "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1577836860",
      "date": "Wed, 01 Jan 2020 00:00:00 GMT",
    ]
    let answer = ProbeAnswer(status: 403, headers: headers)
    #expect(RatePace.wait(after: answer, attempt: 0, now: Self.now) == 61)
  }

  @Test(
    arguments: [
      (#"<https://a/x?page=2>; rel="next", <https://a/x?page=9>; rel="last""#, "https://a/x?page=2"),
      (#"<https://a/x?page=1>; rel="prev", <https://a/x?page=3>; rel=next"#, "https://a/x?page=3"),
      (#"<https://a/x?a=1,2;3>; title="x"; rel="next""#, "https://a/x?a=1,2;3"),
      (#"<https://a/x>; rel="last""#, nil),
      ("<https://a/x", nil), ("", nil), (nil, nil), (#"<a>; rel="nextish""#, nil),
    ] as [(String?, String?)]) func `the next page is read off the header`(header: String?, next: String?)
  {
    #expect(PageLink.next(in: header) == next)
  }
}

import Findings
import Testing

@testable import Reporting

extension SARIFLog {
  /// The whole log in memory.
  var value: JSONValue { outline.value }
}

extension JSONOutline {
  var value: JSONValue {
    switch self {
    case .value(let value): value
    case .object(let members): .object(members.mapValues(\.value))
    case .array(let elements): .array(elements.map(\.value))
    case .list(let count, let element): .array((0..<count).compactMap { try? element($0) })
    }
  }
}

@Suite struct SARIFTests {
  private let run = SARIFLog(SampleReport.rich).value["runs"]?.elements.first ?? .null

  private var results: [JSONValue] { run["results"]?.elements ?? [] }

  @Test func `every finding is a result with its rule, place and fingerprint`() {
    #expect(results.count == 19)
    let rules = run["tool"]?["driver"]?["rules"]?.elements ?? []
    for (result, finding) in zip(results, SampleReport.rich.findings) {
      guard case .integer(let index)? = result["ruleIndex"] else {
        Issue.record("no rule index")
        continue
      }
      #expect(rules[Int(index)]["id"] == result["ruleId"])
      #expect(result["partialFingerprints"]?["leakage/v1"] == .string(finding.fingerprint.description))
      #expect(result["locations"]?.elements.count == 1)
      #expect(result["provenance"]?["firstDetectionTimeUtc"] == "2026-11-24T00:00:00Z")
    }
  }

  @Test func `the exposure is a flow from the first commit to now`() {
    let flow = results[1]["codeFlows"]?.elements.first?["threadFlows"]?.elements.first
    let steps = flow?["locations"]?.elements ?? []
    #expect(steps.map { $0["kinds"]?.elements ?? [] } == [["introduced"], ["superseded"], ["now"]])
    #expect(
      steps.map { $0["executionTimeUtc"] } == [
        "2023-05-30T00:00:00Z", "2025-02-28T00:00:00Z", "2026-11-24T00:00:00Z",
      ])
  }

  @Test func `what nothing dates has no flow`() {
    #expect(results[7]["codeFlows"] == nil)
  }

  @Test func `all results have a baseline state when one has`() {
    #expect(results.allSatisfy { $0["baselineState"] != nil })
    let empty = SARIFLog(SampleReport.crowded).value["runs"]?.elements.first?["results"]?.elements ?? []
    #expect(empty.allSatisfy { $0["baselineState"] == nil })
  }

  @Test func `suppressions name their kind and reason`() {
    let suppression = results[15]["suppressions"]?.elements.first
    #expect(suppression?["kind"] == "external")
    #expect(suppression?["justification"] == "test fixture [no key]")
    #expect(results[0]["suppressions"]?.elements.isEmpty == true)
  }

  @Test func `an incomplete run was not successful and says why`() {
    let invocation = run["invocations"]?.elements.first
    #expect(invocation?["executionSuccessful"] == false)
    #expect(invocation?["toolExecutionNotifications"]?.elements.count == 5)
  }

  @Test func `a repository is named without user`() {
    let details = run["versionControlProvenance"]?.elements.first
    #expect(details?["repositoryUri"] == "ssh://git.example.org/acme/payments.git")
    #expect(details?["branch"] == "main")
  }

  @Test func `hostile names become neither links nor placeholders`() {
    #expect(SARIFLog.message("[x](y) {0} \\ \u{202e}")["text"] == "\\[x\\](y) {{0}} \\\\ \\\\u{{202e}}")
  }

  @Test func `rank follows the verdict, then the age`() {
    let ranks = SampleReport.crowded.findings.map { ($0.verdict, $0.rank(at: SampleReport.now)) }
    for (left, right) in zip(ranks, ranks.dropFirst()) where left.0 < right.0 {
      #expect(left.1 > right.1)
    }
    #expect(ranks.allSatisfy { (0...100).contains($0.1) })
  }
}

extension JSONValue {
  fileprivate var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }
}

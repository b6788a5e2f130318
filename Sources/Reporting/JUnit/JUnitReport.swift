import Findings

/// JUnit XML, as CI servers read it: one suite a repository, one case a secret, failed when it violates the policy,
/// or, without one, when something is left to do. Posture has cases where the policy speaks of it.
struct JUnitReport {
  private let age: AgeReport

  init(_ age: AgeReport) { self.age = age }

  private struct Case {
    /// Number of the finding.
    let index: Int
    let isFailure: Bool
    let isSkipped: Bool
  }

  func write(to output: inout some TextOutputStream) {
    var suites: [Int: [Case]] = [:]
    for index in age.report.findings.indices {
      let finding = age.report.findings[index]
      suites[age.records[index].repositories.first ?? 0, default: []].append(
        Case(index: index, isFailure: isFailure(finding), isSkipped: !finding.isActionable))
    }
    let summaries = age.detectors
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let posture = postureCases
    output.write(
      "<testsuites name=\"leakage\" \(JUnitReport.counts(Array(suites.values.joined()) + posture)) time=\"0\">\n"
    )
    if suites.isEmpty, posture.isEmpty { write(0, [], summaries, to: &output) }
    for number in suites.keys.sorted() { write(number, suites[number] ?? [], summaries, to: &output) }
    if !posture.isEmpty { write(posture: posture, to: &output) }
    output.write("</testsuites>\n")
  }

  /// Where the policy speaks of posture: one case an issue.
  private var postureCases: [Case] {
    guard let gate = age.report.gate, gate.postureViolations != nil else { return [] }
    return age.report.posture.indices.map { index in
      let issue = age.report.posture[index]
      return Case(
        index: index, isFailure: gate.violatingPosture.contains(issue), isSkipped: !issue.isActionable)
    }
  }

  private func write(posture cases: [Case], to output: inout some TextOutputStream) {
    let time = String(age.report.generatedAt.iso8601.dropLast())
    let rules = Dictionary(age.report.postureRules.map { ($0.id, $0) }) { first, _ in first }
    let tally = age.postureTally
    output.write(
      "  <testsuite name=\"posture\" \(JUnitReport.counts(cases)) time=\"0\" timestamp=\"\(time)\">\n")
    for item in cases {
      let issue = age.report.posture[item.index]
      let rule = rules[issue.rule] ?? PostureRule(unknownID: issue.rule)
      let name = [rule.title, issue.key, issue.place].compactMap(\.self).joined(separator: "; ")
      let place = tally.place(issue, showsRepository: age.repositories.count > 1)
      output.write("    <testcase name=\"\(name.xml)\" classname=\"\(place.xml)\" time=\"0\"")
      let since = issue.exposure?.start.map { ", since \($0.date)" } ?? ""
      write(end: item, type: issue.rule, "\(rule.why)\(since). Instead: \(rule.fix)", to: &output)
    }
    output.write("  </testsuite>\n")
  }

  private func write(
    end item: Case, type: String, _ message: @autoclosure () -> String, to output: inout some TextOutputStream
  ) {
    if item.isSkipped {
      output.write("><skipped message=\"put aside or known\"/></testcase>\n")
    } else if item.isFailure {
      let message = message().xml
      output.write(
        "><failure type=\"\(type.xml)\" message=\"\(message)\">\(message)</failure></testcase>\n")
    } else {
      output.write("/>\n")
    }
  }

  private func isFailure(_ finding: Finding) -> Bool {
    if let gate = age.report.gate { return gate.violating.contains(finding.fingerprint) }
    return finding.isActionable && !finding.verdict.isSettled
  }

  private func write(
    _ number: Int, _ cases: [Case], _ summaries: [String: DetectorSummary],
    to output: inout some TextOutputStream
  ) {
    let name = age.repositories.indices.contains(number) ? age.repositories[number] : "leakage"
    let time = String(age.report.generatedAt.iso8601.dropLast())
    output.write(
      "  <testsuite name=\"\(name.xml)\" \(JUnitReport.counts(cases)) time=\"0\" timestamp=\"\(time)\">\n")
    if let gate = age.report.gate {
      output.write("    <properties>\n")
      output.write("      <property name=\"gate\" value=\"\(gate.isPassed ? "passed" : "failed")\"/>\n")
      output.write("      <property name=\"gateReason\" value=\"\(gate.reason.xml)\"/>\n    </properties>\n")
    }
    for item in cases { write(item, summaries, to: &output) }
    output.write("  </testsuite>\n")
  }

  private func write(
    _ item: Case, _ summaries: [String: DetectorSummary], to output: inout some TextOutputStream
  ) {
    let finding = age.report.findings[item.index]
    let place = age.places[item.index].first.map { "\($0.path):\($0.line)" } ?? "unknown place"
    let name =
      "\(summaries[finding.detector]?.name ?? finding.detector) \(finding.redacted) "
      + finding.fingerprint.description.prefix(8)
    output.write("    <testcase name=\"\(name.xml)\" classname=\"\(place.xml)\" time=\"0\"")
    let since = finding.exposure.start.map { ", exposed since \($0.date)" } ?? ""
    write(
      end: item, type: finding.verdict.kebabCase,
      "\(finding.verdict.title)\(since): \(finding.verdict.advice)",
      to: &output)
  }

  private static func counts(_ cases: some Sequence<Case>) -> String {
    var (tests, failures, skipped) = (0, 0, 0)
    for item in cases {
      tests += 1
      if item.isFailure { failures += 1 }
      if item.isSkipped { skipped += 1 }
    }
    return "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }
}

extension String {
  /// For text and attributes of XML and HTML; what XML cannot hold is written as `\x1b`.
  var xml: String {
    var result = ""
    for scalar in escapedForTerminal.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

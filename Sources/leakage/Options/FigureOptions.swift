internal import ArgumentParser
internal import Findings
internal import Reporting

/// Which figures a report tells, and from what.
struct FigureOptions: ParsableArguments {
  @Option(
    name: .customLong("policy"), parsing: .singleValue,
    help: ArgumentHelp(
      "Rotation policy to hold ages against: 90d, long-lived=90d, or DETECTOR=30d. Repeatable. (default: the "
        + "configuration's, or else 90d)",
      valueName: "limits"))
  var limits: [String] = []

  @Option(help: ArgumentHelp("Length of a cohort.", valueName: "span"))
  var cohorts = CohortSpan.year

  @Option(help: ArgumentHelp("What the short formats group by.", valueName: "key"))
  var groupBy = GroupKey.detector

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Tell what changed since an earlier report. Repeatable.", valueName: "report"),
    completion: .file(extensions: ["json", "jsonl"]))
  var against: [String] = []

  @Option(
    help: ArgumentHelp("Count ages to DATE instead of the newest report's.", valueName: "date"),
    transform: DateArgument.parse)
  var now: Timestamp?

  /// - Parameter rotation: The configuration's policy, which the command line's replaces.
  func reportOptions(rotation: RotationLimits?) throws(CommandFailure) -> AgeReport.Options {
    var options = AgeReport.Options()
    options.span = cohorts
    options.group = groupBy
    options.limits = limits.isEmpty ? rotation ?? .usual : RotationLimits()
    for text in limits {
      if let complaint = options.limits.add(text) {
        throw CommandFailure(
          "--policy: \(complaint)", help: "write it as 90d, long-lived=90d or aws-access-key=30d")
      }
    }
    return options
  }

  /// What `--against` names, all together; nil where it names nothing.
  func earlier() throws(CommandFailure) -> EarlierReport? {
    guard !against.isEmpty else { return nil }
    var earlier = EarlierReport()
    for path in against {
      try InputFile(path).read(skipsFindings: false) { earlier.add($0) }
    }
    return earlier
  }
}

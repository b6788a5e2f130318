extension Detector.Companion {
  static func all(reading fields: TOMLFields) throws(DetectorError) -> [Detector.Companion] {
    var companions: [Detector.Companion] = []
    for table in try fields.array("companion") {
      let companion = try Detector.Companion(reading: table)
      guard !companions.contains(where: { $0.role == companion.role }) else {
        throw table.error("a second companion with the role '\(companion.role)'", at: "role")
      }
      companions.append(companion)
    }
    return companions
  }

  private init(reading fields: TOMLFields) throws(DetectorError) {
    try fields.refuseKeys(otherThan: ["role", "pattern", "distance", "required", "secret", "entropy"])
    let pattern = try fields.required("pattern")
    guard let distance = try fields.integer("distance", in: 1...65_536) else {
      throw fields.error("'distance' is missing")
    }
    try fields.check(pattern: pattern, width: 2 * distance)
    self.init(
      role: try fields.required("role"), pattern: pattern, distance: distance,
      isRequired: try fields.bool("required") ?? false, isSecret: try fields.bool("secret") ?? false,
      minEntropy: try fields.number("entropy", in: 0...8) ?? 0)
  }
}

extension Detector.PolicyDeath {
  /// Nil where the detector has no `[detector.policy]`.
  init?(reading detector: TOMLFields) throws(DetectorError) {
    guard let fields = try detector.fields("policy") else { return nil }
    try fields.refuseKeys(otherThan: ["ended-on", "max-days", "extendable", "source", "checked-on"])
    let endedOn = try fields.date("ended-on")
    let maxDays = try fields.integer("max-days", in: 1...36_500)
    guard endedOn != nil || maxDays != nil else {
      throw fields.error("neither 'ended-on' nor 'max-days' is given")
    }
    guard let checkedOn = try fields.date("checked-on") else { throw fields.error("'checked-on' is missing") }
    self.init(
      endedOn: endedOn, maxDays: maxDays, isExtendable: try fields.choice("extendable") ?? .unknown,
      source: try fields.required("source"), checkedOn: checkedOn)
  }
}

extension Detector.Examples {
  init(reading detector: TOMLFields) throws(DetectorError) {
    guard let fields = try detector.fields("examples") else {
      throw detector.error("[detector.examples] is missing")
    }
    try fields.refuseKeys(otherThan: ["positive", "negative"])
    self.init(
      positive: try Self.templates(fields, "positive"), negative: try Self.templates(fields, "negative"))
    guard !positive.isEmpty else { throw fields.error("no positive example is given", at: "positive") }
  }

  private static func templates(_ fields: TOMLFields, _ key: String) throws(DetectorError) -> [String] {
    let templates = try fields.strings(key)
    for template in templates {
      do {
        _ = try ExampleTemplate(template)
      } catch {
        throw fields.error("\(key) example '\(template)': \(error)", at: key)
      }
    }
    return templates
  }
}

internal import Findings

/// Answers of AWS STS to GetCallerIdentity. No permission is needed for it, so that every key that works is told.
/// Source: AWS STS API Reference, "GetCallerIdentity" and "Common Errors".
enum AWSAnswer {
  static func verdict(_ answer: ProbeAnswer) -> (Validity, ProbeReason) {
    guard answer.isXML || answer.isJSON else {
      return (.unknown, answer.status == 200 ? .notJSON : AnswerReading.unknownReason(answer.status))
    }
    if answer.status == 200 {
      return field("Arn", answer) == nil ? (.unknown, .noIdentity) : (.live, .identified)
    }
    switch (answer.status, field("Code", answer)) {
    // The id is unknown, deleted or inactive; STS does not tell which.
    case (403, "InvalidClientTokenId"), (401, "InvalidClientTokenId"): return (.dead, .refused)
    case (403, "ExpiredToken"), (400, "ExpiredToken"): return (.expired, .ended)
    // The id is known and this secret is not its own. A key's secret never changes, so the pairing is wrong.
    case (403, "SignatureDoesNotMatch"): return (.unknown, .ambiguousPair)
    case (403, "AccessDenied"): return (.limited, .recognised)
    default: return (.unknown, AnswerReading.unknownReason(answer.status))
    }
  }

  private static func field(_ name: String, _ answer: ProbeAnswer) -> String? {
    answer.isXML
      ? answer.field(name)
      : answer.field("Error.\(name)")
        ?? answer.field("GetCallerIdentityResponse.GetCallerIdentityResult.\(name)")
  }
}

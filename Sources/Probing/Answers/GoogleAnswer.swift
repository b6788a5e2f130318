internal import Findings

/// The public certificates of a Google service account, by key id.
/// Source: Google Cloud IAM, "Service account keys" (`client_x509_cert_url` of the key file).
enum GoogleAnswer {
  /// A key whose id is in the list is not deleted; it may still be disabled, so that its presence is no proof of
  /// life. Its absence, or that of the account, is one of death.
  static func verdict(_ answer: ProbeAnswer, keyID: String?) -> (Validity, ProbeReason) {
    guard answer.isJSON else {
      return (.unknown, answer.status == 200 ? .notJSON : AnswerReading.unknownReason(answer.status))
    }
    if answer.status == 404 { return (.dead, .absent) }
    guard answer.status == 200, let keyID else {
      return (.unknown, AnswerReading.unknownReason(answer.status))
    }
    if answer.field(keyID) != nil { return (.limited, .recognised) }
    if answer.isCut { return (.unknown, .oversized) }
    return answer.field(".") == "{}" ? (.dead, .absent) : (.unknown, .shapeChanged)
  }
}

internal import Findings
internal import _CryptoExtras

/// A Google service account's key: who it is for, and the exchange that proves it.
/// Source: Google Identity, "Using OAuth 2.0 for Server to Server Applications".
struct GoogleAccount {
  let account: String
  let keyID: String
  private let pem: [UInt8]

  /// The detector's value is the PEM text as JSON escapes it; its companions are `account` and `key-id`.
  init(_ parts: CredentialParts) throws(ProbeFailure) {
    guard let account = parts.companions["account"], let keyID = parts.companions["key-id"] else {
      throw ProbeFailure(.incompleteCredential)
    }
    self.account = String(decoding: account, as: UTF8.self)
    self.keyID = String(decoding: keyID, as: UTF8.self)
    pem = parts.value
  }

  /// Asks for a token that may do nothing: no scope of Google's services is named but the account's own identity.
  func exchange(at now: Timestamp, headers: [ProbeRequest.Header]) throws(ProbeFailure) -> ProbeRequest {
    let audience = "https://oauth2.googleapis.com/token"
    let header = #"{"alg":"RS256","typ":"JWT","kid":"\#(keyID)"}"#
    let claims =
      #"{"iss":"\#(account)","scope":"openid","aud":"\#(audience)","iat":\#(now.seconds),"exp":\#(now.seconds + 300)}"#
    let message = Base64Text.encodeForURL(header.utf8) + "." + Base64Text.encodeForURL(claims.utf8)
    let assertion = message + "." + Base64Text.encodeForURL(try signature(of: message))
    let grant = PercentText.encode("urn:ietf:params:oauth:grant-type:jwt-bearer".utf8)
    return ProbeRequest(
      method: "POST", host: "oauth2.googleapis.com", target: "/token",
      headers: headers + [ProbeRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
      body: Array("grant_type=\(grant)&assertion=\(assertion)".utf8))
  }

  private func signature(of message: String) throws(ProbeFailure) -> [UInt8] {
    let text = String(decoding: pem, as: UTF8.self).split(separator: "\\n").joined(separator: "\n")
      .filter { $0 != "\\" }
    do {
      let key = try _RSA.Signing.PrivateKey(pemRepresentation: text)
      return Array(try key.signature(for: Array(message.utf8), padding: .insecurePKCS1v1_5).rawRepresentation)
    } catch {
      throw ProbeFailure(.incompleteCredential)
    }
  }

  /// A deleted or disabled key, a deleted account.
  /// Source: Google Identity, "Using OAuth 2.0 for Server to Server Applications", section on JWT error codes.
  private static let deaths = ["Invalid JWT Signature", "Invalid grant: account not found"]

  static func verdict(ofExchange answer: ProbeAnswer) -> (Validity, ProbeReason) {
    if answer.status == 200, answer.isJSON,
      answer.field("access_token") != nil || answer.field("id_token") != nil
    {
      return (.live, .identified)
    }
    // The same word stands for a clock that is wrong: the description tells them apart.
    let words = answer.field("error_description") ?? ""
    if answer.status == 400, answer.field("error") == "invalid_grant", deaths.contains(where: words.hasPrefix)
    {
      return (.dead, .refused)
    }
    return (.unknown, AnswerReading.unknownReason(answer.status))
  }
}

internal import Crypto
internal import Findings

/// AWS Signature Version 4 of a GET without a body.
/// Source: AWS General Reference, "Create a signed AWS API request".
enum AWSSignature {
  static let region = "us-east-1"

  /// The detector's value is the key's id, its companions `secret` and, for temporary credentials,
  /// `session-token`.
  static func sign(
    _ request: inout ProbeRequest, _ parts: CredentialParts, service: String = "sts", at now: Timestamp
  ) throws(ProbeFailure) {
    guard let secret = parts.companions["secret"] else { throw ProbeFailure(.incompleteCredential) }
    let id = String(decoding: parts.value, as: UTF8.self)
    guard id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) }) else {
      throw ProbeFailure(.incompleteCredential)
    }
    let time = compact(now)
    var signed = [("host", request.host), ("x-amz-date", time)]
    request.headers.append(ProbeRequest.Header("X-Amz-Date", time))
    if let token = parts.companions["session-token"] {
      let text = String(decoding: token, as: UTF8.self)
      request.headers.append(ProbeRequest.Header("X-Amz-Security-Token", text))
      signed.append(("x-amz-security-token", text))
    } else if id.hasPrefix("ASIA") {
      throw ProbeFailure(.incompleteCredential)
    }
    let names = signed.map(\.0).joined(separator: ";")
    let scope = "\(time.prefix(8))/\(region)/\(service)/aws4_request"
    let target = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = (target.count > 1 ? target[1] : "").split(separator: "&").sorted().joined(separator: "&")
    let canonical =
      ([request.method, String(target[0]), query] + signed.map { "\($0.0):\($0.1)" } + ["", names, hash("")])
      .joined(separator: "\n")
    let message = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(hash(canonical))"
    var key = Array("AWS4".utf8) + secret
    for part in [String(time.prefix(8)), region, service, "aws4_request"] { key = code(part, key) }
    let signature = hex(code(message, key))
    request.headers.append(
      ProbeRequest.Header(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=\(id)/\(scope), SignedHeaders=\(names), Signature=\(signature)"))
  }

  /// `20260102T030405Z`.
  static func compact(_ time: Timestamp) -> String { time.iso8601.filter { $0 != "-" && $0 != ":" } }

  private static func hash(_ text: String) -> String { hex(Array(SHA256.hash(data: Array(text.utf8)))) }

  private static func code(_ text: String, _ key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
  }

  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

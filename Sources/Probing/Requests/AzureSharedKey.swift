internal import Crypto
internal import Findings

/// The Shared Key of Azure Storage, for a GET of the Blob service's properties.
/// Source: Microsoft, "Authorize with Shared Key" (version 2015-02-21 and later).
enum AzureSharedKey {
  static let version = "2021-12-02"

  /// The detector's value is the key in base 64; the companion `account` names the account.
  static func sign(
    _ request: inout ProbeRequest, _ parts: CredentialParts, at now: Timestamp
  ) throws(ProbeFailure) {
    guard let account = parts.companions["account"], let key = Base64Text.decode(parts.named("secret") ?? [])
    else { throw ProbeFailure(.incompleteCredential) }
    let name = String(decoding: account, as: UTF8.self)
    let date = httpDate(now)
    request.headers.append(ProbeRequest.Header("x-ms-date", date))
    request.headers.append(ProbeRequest.Header("x-ms-version", version))
    let target = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = (target.count > 1 ? target[1] : "").split(separator: "&").sorted().map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return "\n\(parts[0]):\(parts.count > 1 ? parts[1] : "")"
    }
    // Method, then eleven standard headers that are all empty.
    let message =
      request.method + String(repeating: "\n", count: 12) + "x-ms-date:\(date)\nx-ms-version:\(version)\n"
      + "/\(name)\(target[0])" + query.joined()
    let code = HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: key))
    request.headers.append(
      ProbeRequest.Header("Authorization", "SharedKey \(name):\(Base64Text.encode(Array(code)))"))
  }

  /// `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110, section 5.6.7).
  static func httpDate(_ time: Timestamp) -> String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (year, month, day) = time.civil
    let number = Int(time.seconds / 86_400) % 7
    let clock = time.iso8601.dropFirst(11).dropLast()
    return "\(days[(number + 7) % 7]), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(clock) GMT"
  }
}

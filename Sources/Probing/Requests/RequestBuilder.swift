package import Detectors
package import Findings

/// Turns a probe and a credential into a request.
package struct RequestBuilder: Sendable {
  package let userAgent: String

  package init(version: String) { userAgent = "leakage/\(version) (validity check of a leaked credential)" }

  /// Throws why there can be none.
  package func request(
    _ probe: Probe, _ parts: CredentialParts, at now: Timestamp
  ) throws(ProbeFailure) -> ProbeRequest {
    var request = ProbeRequest(
      method: probe.method.rawValue, host: try host(probe, parts), target: try target(probe, parts),
      headers: [
        ProbeRequest.Header("User-Agent", userAgent), ProbeRequest.Header("Accept-Encoding", "identity"),
      ])
    let constant = probe.headers.sorted { $0.key < $1.key }
    request.headers += constant.map { ProbeRequest.Header($0.key, $0.value) }
    if !constant.contains(where: { $0.key.lowercased() == "accept" }) {
      request.headers.append(ProbeRequest.Header("Accept", "application/json"))
    }
    switch probe.scheme {
    case .bearer, .header:
      request.headers.append(ProbeRequest.Header(probe.carrier, try text(probe.template, parts)))
    case .basic:
      let code = Base64Text.encode(try bytes(probe.template, parts))
      request.headers.append(ProbeRequest.Header("Authorization", "Basic " + code))
    case .query:
      request.target += separator(request.target) + probe.carrier + "=" + (try encoded("secret", parts))
    case .awsSTS: try AWSSignature.sign(&request, parts, at: now)
    case .azureSharedKey: try AzureSharedKey.sign(&request, parts, at: now)
    case .gcpServiceAccount, .none, .path, .body, .oauthIntrospection: break
    case .postgres, .mysql, .redis, .mongodb, .amqp: throw ProbeFailure(.protocolError)
    }
    if !probe.body.isEmpty { try addBody(probe, parts, to: &request) }
    return request
  }

  /// The companion in the host is one label: letters, digits and hyphens.
  func host(_ probe: Probe, _ parts: CredentialParts) throws(ProbeFailure) -> String {
    let host = try bytes(probe.host, parts)
    let first = host.prefix { $0 != UInt8(ascii: ".") }
    let isSafe =
      !first.isEmpty && first.count <= 63 && first.first != UInt8(ascii: "-")
      && host.allSatisfy { byte in
        (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
      }
      && host.count(where: { $0 == UInt8(ascii: ".") })
        == probe.host.utf8.count(where: { $0 == UInt8(ascii: ".") })
    guard isSafe else { throw ProbeFailure(.incompleteCredential) }
    return String(decoding: host, as: UTF8.self).lowercased()
  }

  private func target(_ probe: Probe, _ parts: CredentialParts) throws(ProbeFailure) -> String {
    guard
      let filled = ProbeTemplate.filled(
        probe.path, { name in parts.named(name).map { Array(PercentText.encode($0).utf8) } })
    else { throw ProbeFailure(.incompleteCredential) }
    return String(decoding: filled, as: UTF8.self)
  }

  private func addBody(
    _ probe: Probe, _ parts: CredentialParts, to request: inout ProbeRequest
  ) throws(ProbeFailure) {
    let type = probe.headers.first { $0.key.lowercased() == "content-type" }?.value
    let isJSON = type?.hasPrefix("application/json") ?? false
    guard
      let body = ProbeTemplate.filled(
        probe.body,
        { name in
          parts.named(name).map {
            isJSON ? PercentText.escapedForJSON($0) : Array(PercentText.encode($0).utf8)
          }
        })
    else { throw ProbeFailure(.incompleteCredential) }
    request.body = body
    if type == nil {
      request.headers.append(ProbeRequest.Header("Content-Type", "application/x-www-form-urlencoded"))
    }
  }

  private func bytes(_ template: String, _ parts: CredentialParts) throws(ProbeFailure) -> [UInt8] {
    guard let bytes = ProbeTemplate.filled(template, parts.named) else {
      throw ProbeFailure(.incompleteCredential)
    }
    return bytes
  }

  /// Visible ASCII only: nothing may end a header early.
  private func text(_ template: String, _ parts: CredentialParts) throws(ProbeFailure) -> String {
    let bytes = try bytes(template, parts)
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else { throw ProbeFailure(.incompleteCredential) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func encoded(_ name: String, _ parts: CredentialParts) throws(ProbeFailure) -> String {
    guard let value = parts.named(name) else { throw ProbeFailure(.incompleteCredential) }
    return PercentText.encode(value)
  }

  private func separator(_ target: String) -> String { target.contains("?") ? "&" : "?" }
}

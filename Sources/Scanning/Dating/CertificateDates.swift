internal import Findings
internal import SwiftASN1

/// Dates of certificates that stand with a private key.
enum CertificateDates {
  /// The first X.509 certificate of the text: PEM, base64 of PEM (as kubeconfig files have it) or base64 of
  /// DER. RFC 5280, section 4.1.
  static func x509(_ value: [UInt8]) -> CarriedDates? {
    guard value.count <= 1 << 20 else { return nil }
    if let der = pemBody(in: value) { return dates(inDER: der) }
    guard let decoded = LenientBase64.decode(value) else { return nil }
    return dates(inDER: pemBody(in: decoded) ?? decoded)
  }

  private static func pemBody(in value: [UInt8]) -> [UInt8]? {
    let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
    guard let start = value.firstIndex(of: begin) else { return nil }
    let body = value[(start + begin.count)...]
    guard let end = body.firstIndex(of: Array("-----END CERTIFICATE-----".utf8)) else { return nil }
    return LenientBase64.decode(withoutEscapedNewlines(body[..<end]))
  }

  /// A block inside a JSON or environment text has `\n` in two characters at the end of its lines.
  private static func withoutEscapedNewlines(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = body
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      rest = rest.drop { $0 == UInt8(ascii: "\\") }
      if rest.first == UInt8(ascii: "n") || rest.first == UInt8(ascii: "r") { rest = rest.dropFirst() }
    }
    return result
  }

  private static func dates(inDER der: [UInt8]) -> CarriedDates? {
    do {
      let fields = try children(of: DER.parse(der))
      guard let first = fields.first else { return nil }
      var parts = try children(of: first)[...]
      if parts.first?.identifier.tagClass == .contextSpecific { parts = parts.dropFirst() }
      // Serial number, signature algorithm and issuer stand before the validity.
      guard let validity = parts.dropFirst(3).first else { return nil }
      let times = try children(of: validity)
      guard times.count == 2 else { return nil }
      return CarriedDates(
        notBefore: try time(times[0]), expires: try time(times[1]), source: "x509"
      ).unlessEmpty
    } catch {
      // Not a certificate: that it carries no date is the whole answer.
      return nil
    }
  }

  private static func children(of node: ASN1Node) throws -> [ASN1Node] {
    guard case .constructed(let nodes) = node.content else { return [] }
    return Array(nodes)
  }

  private static func time(_ node: ASN1Node) throws -> Timestamp? {
    if node.identifier == .utcTime {
      let time = try UTCTime(derEncoded: node)
      return moment(time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
    }
    let time = try GeneralizedTime(derEncoded: node)
    // RFC 5280, section 4.1.2.5: 99991231235959Z says that there is no end.
    if time.year == 9999 { return nil }
    return moment(time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
  }

  private static func moment(
    _ year: Int, _ month: Int, _ day: Int, _ hours: Int, _ minutes: Int, _ seconds: Int
  ) -> Timestamp? {
    guard (1970...9998).contains(year) else { return nil }
    let start = Timestamp(year: year, month: month, day: day)
    return Timestamp(seconds: start.seconds + Int64(hours * 3600 + minutes * 60 + seconds))
  }
}

internal import Findings
internal import SwiftASN1

/// Dates of certificates that stand with a private key.
enum CertificateDates {
  /// The first X.509 certificate of the text: PEM, base64 of PEM (as kubeconfig files have it), DER
  /// or its base64. RFC 5280, section 4.1.
  static func x509(_ value: [UInt8]) -> CarriedDates? {
    guard value.count <= 1 << 20 else { return nil }
    if let der = PEMBlock(in: value, labelled: "CERTIFICATE")?.body { return dates(inDER: der) }
    if value.first == 0x30, let dates = dates(inDER: value) { return dates }
    guard let decoded = LenientBase64.decode(value) else { return nil }
    return dates(inDER: PEMBlock(in: decoded, labelled: "CERTIFICATE")?.body ?? decoded)
  }

  private static func dates(inDER der: [UInt8]) -> CarriedDates? {
    do {
      guard let first = try DER.parse(der).parts.first else { return nil }
      var parts = first.parts[...]
      if parts.first?.identifier.tagClass == .contextSpecific { parts = parts.dropFirst() }
      // Serial number, signature algorithm and issuer stand before the validity.
      guard let validity = parts.dropFirst(3).first else { return nil }
      let times = validity.parts
      guard times.count == 2 else { return nil }
      return CarriedDates(
        notBefore: try time(times[0]), expires: try time(times[1]), source: "x509"
      ).unlessEmpty
    } catch {
      // Not a certificate: that it carries no date is the whole answer.
      return nil
    }
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

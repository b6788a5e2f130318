internal import Findings
internal import SwiftASN1

/// Whom a certificate beside a private key names.
enum CertificateFacts {
  /// The certificates of a text, in order.
  static func blocks(in text: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var rest = text[...]
    while result.count < 8, let range = PEMText.range(of: "CERTIFICATE", in: rest) {
      if let body = PEMBlock(in: Array(rest[range]), labelled: "CERTIFICATE")?.body { result.append(body) }
      rest = rest[range.upperBound...]
    }
    return result
  }

  /// Of the certificate that holds the key's public half; of the first where that half is not known.
  static func read(_ certificates: [[UInt8]], for publicPart: [UInt8]?) -> Facts {
    let own = publicPart.map { part in certificates.first { contains($0, part) } } ?? certificates.first
    guard let own, let parts = body(of: own), parts.count >= 5 else { return Facts() }
    var facts = Facts()
    facts[.certificateIssuer] = name(parts[2])
    facts[.certificateSubject] = name(parts[4])
    facts[.certificateExpires] = CertificateDates.x509(own)?.expires?.date
    return facts
  }

  private static func contains(_ certificate: [UInt8], _ part: [UInt8]) -> Bool {
    !part.isEmpty && certificate.firstIndex(of: part) != nil
  }

  /// Serial number, algorithm, issuer, validity, subject, … of RFC 5280, section 4.1.
  private static func body(of certificate: [UInt8]) -> [ASN1Node]? {
    guard let fields = DERDocument.root(of: certificate)?.parts.first?.parts else { return nil }
    let hasVersion = fields.first?.identifier.tagClass == .contextSpecific
    return Array(hasVersion ? fields.dropFirst() : fields[...])
  }

  /// `CN=…, O=…`, in the order of RFC 4514: the last part first.
  private static func name(_ node: ASN1Node) -> String? {
    let parts = node.parts.reversed().flatMap(\.parts).prefix(12).compactMap { part -> String? in
      guard part.parts.count == 2, let type = part.parts[0].objectID.flatMap({ attributes[$0] }),
        let value = part.parts[1].bytes, value.count <= 128
      else { return nil }
      return "\(type)=\(value.text)"
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static let attributes = [
    "2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU",
    "0.9.2342.19200300.100.1.25": "DC",
  ]
}

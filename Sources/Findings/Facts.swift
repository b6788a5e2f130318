/// What a credential says of itself without any network: whose it is, what it opens, of what kind it is. Never
/// secret; every value is a short line of printable text.
package struct Facts: Sendable, Hashable {
  /// In the order in which a report shows them.
  package enum Name: String, Sendable, CaseIterable {
    /// Number or name of the customer's account at the provider.
    case account
    case organization, project, workspace, application, bot, webhook
    /// Where the provider keeps it.
    case region
    case scheme, user, host, database
    /// The identity that a service's key stands for.
    case client
    case role
    /// `RSA`, `EC`, `Ed25519`, `DSA`, …
    case keyType
    /// `2048 bits`
    case keySize
    case curve
    /// How the key is written down: `PKCS #8`, `OpenSSH`, …
    case keyFormat
    /// The cipher that protects it, or `none`.
    case encryption
    /// SHA-256 of the public half in OpenSSH's form, by which key lists name it.
    case publicKey
    case certificateSubject, certificateIssuer
    /// Last day of the certificate.
    case certificateExpires
    /// JWT `typ`.
    case tokenType
    /// JWT `alg`.
    case algorithm
    /// The provider's name for the key, such as JWT `kid`.
    case keyID
    case issuer, subject, audience, scope
    /// What a signed address allows, in the provider's letters.
    case permissions
    case resource
    case apiVersion
    /// Days.
    case issued, starts, expires
  }

  private var values: [Name: String]

  package static let lengthLimit = 200

  package init(_ values: [Name: String] = [:]) { self.values = values }

  package subscript(name: Name) -> String? {
    get { values[name] }
    set { values[name] = newValue }
  }

  package var isEmpty: Bool { values.isEmpty }

  /// In order.
  package var all: [(name: Name, value: String)] {
    Name.allCases.compactMap { name in values[name].map { (name, $0) } }
  }

  /// True when the credential is of no use without something that is not in it.
  package var isEncrypted: Bool { values[.encryption].map { $0 != Facts.noEncryption } ?? false }

  package static let noEncryption = "none"

  package func mapValues(_ change: (String) -> String) -> Facts { Facts(values.mapValues(change)) }

  /// These, and others where these say nothing.
  package func completed(by others: Facts) -> Facts { Facts(values.merging(others.values) { own, _ in own }) }
}

extension Facts: Codable {
  /// An object with the names as members.
  package init(from decoder: any Decoder) throws {
    let members = try decoder.singleValueContainer().decode([String: String].self)
    // A later version may know more names; they are no reason to refuse its report.
    let known = members.compactMap { key, value in Name(rawValue: key).map { ($0, value) } }
    self.init(Dictionary(known) { first, _ in first })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let members = values.map { ($0.key.rawValue, $0.value) }
    try container.encode(Dictionary(members) { first, _ in first })
  }
}

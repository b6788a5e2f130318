package import Findings

/// The least request that tells whether a credential is live, as data. `docs/probing.md` documents the fields.
package struct Probe: Sendable, Hashable {
  package var kind: Kind
  package var scheme: Scheme
  package var method: Method
  /// A constant name, or `{role}.suffix`, where the companion fills one label and the suffix is constant. Empty
  /// for a handshake, whose host is the credential's own.
  package var host: String
  /// Path and query, from `/` on; `{role}` stands for a companion that is no secret, `{secret}` for the value
  /// where the kind is `url-secret`.
  package var path: String
  /// Where the secret goes: a header's name, a query item's name or nothing, by the scheme.
  package var carrier: String
  /// The text in the header, or `user:password`, with `{secret}` and `{role}`.
  package var template: String
  /// Constant headers.
  package var headers: [String: String]
  /// The body of a POST, with `{secret}`.
  package var body: String
  package var live: Answer
  package var dead: [Answer]
  package var limited: [Answer]
  package var fields: Fields
  /// Each use prolongs the credential's life: it is asked once and never again.
  package var renewsOnUse: Bool
  /// The credential may belong to another installation or region, where nobody asks: a refusal proves nothing.
  package var hasOtherHosts: Bool
  /// The owner may restrict the addresses that a credential is good from, and the provider refuses others as it refuses
  /// an unknown one: such a refusal proves nothing.
  package var hasAddressLists: Bool
  package var basis: Basis
  /// Why a method other than GET is harmless, or what a reader of the answer must know.
  package var note: String?
  /// Address of the page that documents the endpoint.
  package var source: String
  package var checkedOn: Timestamp

  /// How much a probe asks of the provider; in the order in which evidence is taken.
  package enum Kind: String, Sendable, CaseIterable {
    /// Sends no secret.
    case publicLookup = "public-lookup"
    case readOnlyGet = "read-only-get"
    case introspectionPost = "introspection-post"
    /// The provider takes the secret in the address only, where proxies and logs may keep it.
    case urlSecret = "url-secret"
    /// Makes a new, short-lived credential.
    case mint
    /// A login to a host that the scanned text names.
    case handshake
  }

  /// What the row rests on.
  package enum Basis: String, Sendable, CaseIterable {
    /// Somebody read the provider's page at `source` on `checked-on`.
    case documented
    /// Several tools ask this endpoint so; the provider's page was not read again.
    case practice
  }

  /// How the secret is shown to the provider.
  package enum Scheme: String, Sendable, CaseIterable {
    case none, bearer, basic, header, query, path, body
    case awsSTS = "aws-sigv4-sts"
    case gcpServiceAccount = "gcp-service-account"
    case azureSharedKey = "azure-shared-key"
    case oauthIntrospection = "oauth-introspection"
    case postgres, mysql, redis, mongodb, amqp
  }

  package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  /// What an answer has to look like. A part that is nil or empty is not asked for.
  package struct Answer: Sendable, Hashable {
    package var status: [Int]
    /// The answer must hold this field.
    package var field: String?
    /// The field must have one of these values.
    package var values: [String]

    package init(status: [Int], field: String? = nil, values: [String] = []) {
      self.status = status
      self.field = field
      self.values = values
    }
  }

  /// Where the answer tells more: `a.b.0` in its JSON, an element's name in its XML, or `header:name`.
  package struct Fields: Sendable, Hashable {
    package var created: String?
    package var expires: String?
    package var lastUsed: String?
    package var owner: String?
    package var scopes: String?

    package init(
      created: String? = nil, expires: String? = nil, lastUsed: String? = nil, owner: String? = nil,
      scopes: String? = nil
    ) {
      self.created = created
      self.expires = expires
      self.lastUsed = lastUsed
      self.owner = owner
      self.scopes = scopes
    }
  }

  package init(
    kind: Kind, scheme: Scheme, method: Method = .get, host: String, path: String = "/", carrier: String = "",
    template: String = "", headers: [String: String] = [:], body: String = "",
    live: Answer = Answer(status: []), dead: [Answer] = [], limited: [Answer] = [], fields: Fields = Fields(),
    renewsOnUse: Bool = false, hasOtherHosts: Bool = false, hasAddressLists: Bool = false,
    basis: Basis = .documented, note: String? = nil, source: String, checkedOn: Timestamp
  ) {
    self.kind = kind
    self.scheme = scheme
    self.method = method
    self.host = host
    self.path = path
    self.carrier = carrier
    self.template = template
    self.headers = headers
    self.body = body
    self.live = live
    self.dead = dead
    self.limited = limited
    self.fields = fields
    self.renewsOnUse = renewsOnUse
    self.hasOtherHosts = hasOtherHosts
    self.hasAddressLists = hasAddressLists
    self.basis = basis
    self.note = note
    self.source = source
    self.checkedOn = checkedOn
  }
}

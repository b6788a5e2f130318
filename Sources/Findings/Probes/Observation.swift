/// What one look at a credential told: a row of the ledger. It holds no value and no answer's body.
package struct Observation: Codable, Sendable, Hashable {
  package var fingerprint: Fingerprint
  package var detector: String
  /// Method and address without anything of the credential: `GET api.github.com/user`.
  package var endpoint: String
  package var time: Timestamp
  package var validity: Validity
  package var reason: ProbeReason?
  package var httpStatus: Int?
  package var created: Timestamp?
  package var expires: Timestamp?
  /// As the provider told it in the answer: a probe is a use too, and may show up here afterwards.
  package var lastUsed: Timestamp?
  /// The first two characters of the owner's name and a keyed hash of the whole.
  package var owner: String?
  /// Names of the rights that it has, as the provider told them, separated by spaces.
  package var scopes: String?
  /// Digest of the catalogue that described the probe.
  package var catalog: String
  package var source: Source
  /// Keyed hash of user and host for a login, whose attempts are counted by account.
  package var account: String?

  package enum Source: String, Codable, Sendable, CaseIterable { case probe, inventory, lookup }

  package init(
    fingerprint: Fingerprint, detector: String, endpoint: String, time: Timestamp, validity: Validity,
    reason: ProbeReason? = nil, httpStatus: Int? = nil, created: Timestamp? = nil, expires: Timestamp? = nil,
    lastUsed: Timestamp? = nil, owner: String? = nil, scopes: String? = nil, catalog: String,
    source: Source = .probe,
    account: String? = nil
  ) {
    self.fingerprint = fingerprint
    self.detector = detector
    self.endpoint = endpoint
    self.time = time
    self.validity = validity
    self.reason = reason
    self.httpStatus = httpStatus
    self.created = created
    self.expires = expires
    self.lastUsed = lastUsed
    self.owner = owner
    self.scopes = scopes
    self.catalog = catalog
    self.source = source
    self.account = account
  }
}

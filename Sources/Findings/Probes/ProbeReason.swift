/// Why a verdict is what it is. Words of our own and never a client library's or a provider's: those may echo a
/// secret.
package enum ProbeReason: String, Codable, Sendable, CaseIterable {
  // Live, limited and dead.
  case identified
  case refused
  case recognised
  case active, inactive, absent
  case ended

  // Unknown: the answer says nothing.
  case filtered
  case rateLimited = "rate-limited"
  case serverError = "server-error"
  case redirected
  case noIdentity = "no-identity"
  case notJSON = "not-json"
  case unexpectedStatus = "unexpected-status"
  case oversized
  case shapeChanged = "shape-changed"

  // Unknown: there was no answer.
  case timedOut = "timed-out"
  case connectionFailed = "connection-failed"
  case certificateRejected = "certificate-rejected"
  case nameUnresolved = "name-unresolved"
  case addressRefused = "address-refused"
  case breakerOpen = "breaker-open"
  case protocolError = "protocol-error"
  case clientLibraryMissing = "client-library-missing"
  case encryptionRefused = "encryption-refused"

  // Unknown: the answer cannot be trusted.
  case acceptsAnything = "accepts-anything"
  case controlDiffers = "control-differs"
  case controlFailed = "control-failed"
  case otherHost = "other-host"
  case addressList = "address-list"
  case clockDiffers = "clock-differs"
  case ambiguousPair = "ambiguous-pair"
  case incompleteCredential = "incomplete-credential"

  // Not asked.
  case interrupted
  case noConsent = "no-consent"
  case noProbe = "no-probe"
  case noClient = "no-client"
  case canary
  case wouldRenew = "would-renew"
  case hostNotAllowed = "host-not-allowed"
  case mintNotAllowed = "mint-not-allowed"
  case urlSecretNotAllowed = "url-secret-not-allowed"
  case attemptedToday = "attempted-today"
  case recentlyAsked = "recently-asked"

  /// A sentence's part for people.
  package var words: String {
    switch self {
    case .identified: "the provider named its identity"
    case .refused: "the provider refuses it"
    case .recognised: "the provider knows it but refuses this use"
    case .active: "the owner's inventory lists it as active"
    case .inactive: "the owner's inventory lists it as disabled"
    case .absent: "its public key is gone"
    case .ended: "the provider says that it has expired"
    case .filtered: "a filter may have answered in the provider's place"
    case .rateLimited: "the provider asked to slow down"
    case .serverError: "the provider had an error"
    case .redirected: "the provider redirects, which is not followed"
    case .noIdentity: "the answer names no identity"
    case .notJSON: "the answer has another content type"
    case .unexpectedStatus: "the answer's status says nothing"
    case .oversized: "the answer is too large"
    case .shapeChanged: "the answer cannot be read"
    case .timedOut: "no answer in time"
    case .connectionFailed: "no connection"
    case .certificateRejected: "the server's certificate is not trusted"
    case .nameUnresolved: "the host has no address"
    case .addressRefused: "the host leads to an address that is not public"
    case .breakerOpen: "the host gave no clear answer several times in a row"
    case .protocolError: "the server speaks another protocol"
    case .clientLibraryMissing: "the database's client library is not installed"
    case .encryptionRefused: "the server takes no encrypted connection"
    case .acceptsAnything: "the endpoint accepts a wrong value as well"
    case .controlDiffers: "the endpoint answers a wrong value in another way"
    case .controlFailed: "the endpoint could not be tried with a wrong value"
    case .otherHost: "refused, but it may belong to another installation or region"
    case .addressList: "refused, but its owner may allow other addresses than this one"
    case .clockDiffers: "this machine's clock differs from the provider's"
    case .ambiguousPair: "not every pairing of its parts was refused"
    case .incompleteCredential: "a part of it was not found"
    case .interrupted: "interrupted"
    case .noConsent: "not on the list of detectors to probe"
    case .noProbe: "no safe probe is known"
    case .noClient: "no client for its protocol keeps the network's rules"
    case .canary: "canary account: not called"
    case .wouldRenew: "asked before, and each use prolongs its life"
    case .hostNotAllowed: "its host is not named by --allow-host"
    case .mintNotAllowed: "would mint a credential: needs --allow-mint"
    case .urlSecretNotAllowed: "would send the secret in an address: needs --allow-url-secret"
    case .attemptedToday: "one attempt an account and day"
    case .recentlyAsked: "asked a short while ago"
    }
  }
}

internal import ArgumentParser
internal import Probing

/// What probes may do, and where their answers are kept.
struct ProbingOptions: ParsableArguments {
  @Flag(
    name: .customLong("i-own-these"),
    help: "Consent to send the credentials found: they are yours, or you may test them.")
  var ownsThese = false

  @Option(
    help: ArgumentHelp(
      "Keep observations in FILE. (default with probes: leakage/ledger.sqlite in the state directory)",
      valueName: "file"),
    completion: .file())
  var ledger: String?

  @Option(
    name: .customLong("inventory"), parsing: .singleValue,
    help: ArgumentHelp(
      "Take what the owner's list of keys says: AWS credential report, or a list in JSON. Repeatable.",
      valueName: "file"),
    completion: .file())
  var inventories: [String] = []

  @Flag(help: "Ask again what was answered a short while ago.")
  var recheck = false

  @Flag(help: "Also probe by minting a short-lived token, where nothing less tells.")
  var allowMint = false

  @Flag(help: "Also probe where the provider takes the secret in the address only.")
  var allowUrlSecret = false

  @Option(
    name: .customLong("allow-host"), parsing: .singleValue,
    help: ArgumentHelp(
      "Log in at this database host, and let it lead to a private address. Repeatable.",
      valueName: "host[:port]"),
    transform: ProbingOptions.host)
  var allowedHosts: [NetworkRules.AllowedHost] = []

  @Option(
    name: .customLong("connect-to"), parsing: .singleValue,
    help: ArgumentHelp(
      "Reach a host at another address, as with a private endpoint. Repeatable.",
      valueName: "host=address:port"),
    transform: ProbingOptions.detour)
  var detours: [Detour] = []

  @Option(
    help: ArgumentHelp("Trust the certificate authorities in FILE (PEM) as well.", valueName: "file"),
    completion: .file(extensions: ["pem", "crt"]))
  var caFile: String?

  @Option(
    help: ArgumentHelp(
      "Send requests through an HTTP proxy. The environment's is not used.", valueName: "host:port"),
    transform: ProbingOptions.place)
  var proxy: NetworkRules.Place?

  @Option(
    name: .customLong("canary-account"), parsing: .singleValue,
    help: ArgumentHelp(
      "Never call with keys of this AWS account: they are alarms. Repeatable.", valueName: "id"),
    transform: ProbingOptions.account)
  var canaryAccounts: [String] = []

  @Option(
    help: ArgumentHelp("Requests a second to one host. (default: 1)", valueName: "n"),
    transform: ProbingOptions.rate)
  var hostRate: Double?

  @Option(
    help: ArgumentHelp("Requests a second in all. (default: 8)", valueName: "n"),
    transform: ProbingOptions.rate)
  var totalRate: Double?

  struct Detour: Sendable {
    let host: String
    let place: NetworkRules.Place
  }

  private static func host(_ text: String) throws -> NetworkRules.AllowedHost {
    guard let host = NetworkRules.AllowedHost(text) else { throw BadValue("not a host, nor host:port") }
    return host
  }

  private static func place(_ text: String) throws -> NetworkRules.Place {
    guard let place = NetworkRules.Place(text) else { throw BadValue("not host:port") }
    return place
  }

  private static func detour(_ text: String) throws -> Detour {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let place = NetworkRules.Place(String(parts[1])) else {
      throw BadValue("not host=address:port")
    }
    return Detour(host: parts[0].lowercased(), place: place)
  }

  private static func account(_ text: String) throws -> String {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw BadValue("not an account's twelve digits")
    }
    return text
  }

  private static func rate(_ text: String) throws -> Double {
    guard let rate = Double(text), rate > 0, rate <= 10_000 else {
      throw BadValue("not a number up to 10000")
    }
    return rate
  }
}

extension ProbingOptions {
  var rules: NetworkRules {
    var rules = NetworkRules()
    rules.allowedHosts = allowedHosts
    rules.detours = Dictionary(detours.map { ($0.host, $0.place) }) { first, _ in first }
    rules.authorities = caFile
    rules.proxy = proxy
    return rules
  }
}

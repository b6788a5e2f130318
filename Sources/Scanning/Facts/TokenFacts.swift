internal import Findings

/// What tokens say in their documented parts.
enum TokenFacts {
  /// Header and claims (RFC 7515, RFC 7519; `client_id` and `scope` of RFC 9068).
  static func jwt(_ value: [UInt8]) -> Facts {
    guard let token = JWTParts(value) else { return Facts() }
    let header = JSONScalars.values(in: token.header, joinsLists: true)
    let claims = JSONScalars.values(in: token.payload, joinsLists: true)
    let dates = TokenDates.jwt(value)
    var facts = Facts()
    facts[.tokenType] = header["typ"]
    facts[.algorithm] = header["alg"]
    facts[.keyID] = header["kid"]
    facts[.issuer] = claims["iss"]
    facts[.subject] = claims["sub"]
    facts[.audience] = claims["aud"]
    facts[.scope] = claims["scope"] ?? claims["scp"]
    facts[.client] = claims["client_id"] ?? claims["azp"] ?? claims["appid"]
    facts[.role] = claims["role"]
    // Supabase's keys name the project so.
    facts[.project] = claims["iss"] == "supabase" ? claims["ref"] : nil
    facts[.issued] = dates?.created?.date
    facts[.expires] = dates?.expires?.date
    return facts.mapValues { $0.replacing("\\/", with: "/") }
  }

  /// `glc_` and base64 of an object: `o` is the organisation, `n` the token's name.
  static func grafana(_ value: [UInt8]) -> Facts {
    let prefix = Array("glc_".utf8)
    guard value.starts(with: prefix), let json = LenientBase64.decode(value.dropFirst(prefix.count)) else {
      return Facts()
    }
    let members = JSONScalars.values(in: json)
    var facts = Facts()
    facts[.organization] = members["o"]
    facts[.client] = members["n"]
    return facts
  }

  /// Mapbox: `u` of the token's middle part is the account's user name. Source: docs.mapbox.com, "Access tokens".
  static func mapbox(_ value: [UInt8]) -> Facts {
    let parts = value.split(separator: UInt8(ascii: "."))
    guard parts.count == 3, let json = LenientBase64.decode(parts[1]) else { return Facts() }
    var facts = Facts()
    facts[.account] = JSONScalars.values(in: json)["u"]
    return facts
  }

  /// An organisation token holds `org` and `region_url`; a DSN is an address with organisation, region and
  /// project: `https://key@o1.ingest.de.sentry.io/2`.
  static func sentry(_ value: [UInt8]) -> Facts {
    if let claims = TokenDates.sentryClaims(value) {
      var facts = Facts()
      facts[.organization] = claims["org"]
      facts[.region] = claims["region_url"].flatMap { ConnectionText($0)?.host }
      facts[.issued] = TokenDates.sentry(value)?.created?.date
      return facts
    }
    guard let address = ConnectionText(value.text), let host = address.host else { return Facts() }
    let labels = host.split(separator: ".").map(String.init)
    var facts = Facts([.host: host])
    facts[.project] = address.path
    facts[.organization] = labels.first {
      $0.first == "o" && $0.dropFirst().allSatisfy(\.isNumber) && $0.count > 1
    }
    if labels.count == 5, labels[1] == "ingest" { facts[.region] = labels[2] }
    return facts
  }

  /// Ids of workspace and app: they begin with `T` and `A`.
  static func slack(_ value: [UInt8]) -> Facts {
    let text = value.text
    var facts = Facts()
    if text.hasPrefix("xapp-") {
      let parts = text.split(separator: "-")
      facts[.application] = parts.count > 2 && parts[2].first == "A" ? String(parts[2]) : nil
    } else if let address = ConnectionText(text), let host = address.host, host.hasPrefix("hooks.slack") {
      // Directly behind the kind of webhook; what follows later is secret.
      let parts = text.split(separator: "/")
      let kind = parts.firstIndex { ["services", "workflows", "triggers"].contains($0) }
      let id = kind.flatMap { parts.dropFirst($0 + 1).first }
      facts[.workspace] = id.flatMap { $0.first == "T" || $0.first == "E" ? String($0) : nil }
    }
    return facts
  }

  /// Ids of the bot, in base64 before the first dot, or of the webhook, in its address.
  static func discord(_ value: [UInt8]) -> Facts {
    if let place = value.firstIndex(of: Array("/webhooks/".utf8)) {
      let id = value[(place + 10)...].prefix { (0x30...0x39).contains($0) }
      return id.isEmpty ? Facts() : Facts([.webhook: id.text])
    }
    let head = value.prefix { $0 != UInt8(ascii: ".") }
    guard head.count <= 64, let id = LenientBase64.decode(head), (17...20).contains(id.count),
      id.allSatisfy({ (0x30...0x39).contains($0) })
    else { return Facts() }
    return Facts([.bot: id.text])
  }
}

/// What no probe may do, whatever its file says.
package enum ProbeLint {
  /// The first rule that the probe breaks, in words; nil for a sound one.
  static func complaint(about probe: Probe, roles: Set<String>) -> String? {
    method(probe) ?? host(probe, roles) ?? place(probe) ?? answers(probe) ?? names(probe, roles)
      ?? parts(probe)
  }

  private static func method(_ probe: Probe) -> String? {
    if probe.method != .get, probe.note == nil {
      return "a method other than GET needs a 'note' that says why it changes nothing"
    }
    switch probe.kind {
    case .readOnlyGet, .publicLookup, .urlSecret:
      if probe.method == .post { return "class '\(probe.kind.rawValue)' does not post" }
    case .introspectionPost, .mint:
      if probe.method != .post { return "class '\(probe.kind.rawValue)' needs method = \"POST\"" }
    case .handshake: break
    }
    if !probe.body.isEmpty, probe.method != .post { return "only a POST has a body" }
    return nil
  }

  /// The host is the file's and never the scanned text's; at most its first label comes from there.
  private static func host(_ probe: Probe, _ roles: Set<String>) -> String? {
    let isHandshake = probe.scheme.isHandshake
    if isHandshake != (probe.kind == .handshake) { return "scheme and class do not fit each other" }
    if isHandshake { return nil }
    var labels = probe.host.split(separator: ".", omittingEmptySubsequences: false)
    if let first = labels.first, first.hasPrefix("{"), first.hasSuffix("}") {
      guard roles.contains(String(first.dropFirst().dropLast())) else { return "the host names no companion" }
      labels.removeFirst()
    }
    let isConstant =
      labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
          }
      }
    guard isConstant, labels.last?.first?.isLetter == true else { return "the host is not a constant name" }
    return nil
  }

  private static func place(_ probe: Probe) -> String? {
    let isInURL = probe.path.contains("{secret}") || probe.scheme == .query || probe.scheme == .path
    if isInURL, probe.kind != .urlSecret { return "a secret in the address needs class = \"url-secret\"" }
    if !isInURL, probe.kind == .urlSecret { return "class 'url-secret' has no secret in the address" }
    let sendsNothing = probe.scheme == .none
    if probe.kind == .publicLookup, !sendsNothing, probe.scheme != .gcpServiceAccount {
      return "a public look-up sends no secret"
    }
    if sendsNothing, probe.kind != .publicLookup { return "scheme 'none' is for public look-ups" }
    if [.body, .oauthIntrospection].contains(probe.scheme), !probe.body.contains("{secret}") {
      return "the body has no {secret}"
    }
    if probe.scheme == .basic, ProbeTemplate.names(in: probe.template).isEmpty {
      return "neither user nor password is {secret}"
    }
    if probe.scheme == .header, !probe.template.contains("{secret}") { return "the header has no {secret}" }
    return nil
  }

  /// Without a field that only a live credential's answer has, a page that greets everybody would look live.
  private static func answers(_ probe: Probe) -> String? {
    switch probe.scheme {
    case .awsSTS, .gcpServiceAccount, .postgres, .mysql, .redis, .mongodb, .amqp: return nil
    default: break
    }
    if probe.live.status.isEmpty { return "'live' is missing" }
    if probe.live.field == nil, probe.method != .head {
      return "'live' names no field that proves an identity"
    }
    if probe.dead.isEmpty { return "'dead' is missing" }
    for answer in probe.dead + probe.limited where answer.status == [403] && answer.field == nil {
      return "a bare 403 says nothing: it may come from a filter"
    }
    for answer in probe.dead + probe.limited
    where answer.status.contains(where: { $0 == 429 || $0 >= 500 }) {
      return "429 and 5xx say nothing about a credential"
    }
    for answer in probe.limited where answer.field == nil { return "'limited' needs a field" }
    return nil
  }

  /// Every placeholder is `{secret}` or one of the detector's companions.
  private static func names(_ probe: Probe, _ roles: Set<String>) -> String? {
    for text in [probe.path, probe.template, probe.body] {
      for name in ProbeTemplate.names(in: text)
      where name != "secret" && name != "value" && !roles.contains(name) {
        return "'{\(name)}' is no companion of the detector"
      }
    }
    return nil
  }

  private static func parts(_ probe: Probe) -> String? {
    let isPlain = probe.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "#") }
    guard isPlain else { return "the path holds a space, a control character or a '#'" }
    let names = probe.headers.keys.sorted() + [probe.carrier]
    for name in names where name.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f || $0 == UInt8(ascii: ":") })
    {
      return "'\(name)' is no header's name"
    }
    guard probe.headers.values.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } }) else {
      return "a header's value holds a control character"
    }
    return probe.source.hasPrefix("https://") ? nil : "'source' is no https address"
  }
}

extension Probe.Scheme {
  /// A login at a host that the scanned text names.
  var isHandshake: Bool { [.postgres, .mysql, .redis, .mongodb, .amqp].contains(self) }
}

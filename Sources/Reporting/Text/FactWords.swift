import Findings

extension Facts.Name {
  /// As the text report writes it before the value.
  var words: String {
    switch self {
    case .account: "account"
    case .organization: "organization"
    case .project: "project"
    case .workspace: "workspace"
    case .application: "app"
    case .bot: "bot"
    case .webhook: "webhook"
    case .region: "region"
    case .scheme: "scheme"
    case .user: "user"
    case .host: "host"
    case .database: "database"
    case .client: "client"
    case .role: "role"
    case .keyType: "key"
    case .keySize: "size"
    case .curve: "curve"
    case .keyFormat: "format"
    case .encryption: "encryption"
    case .publicKey: "public key"
    case .certificateSubject: "certificate of"
    case .certificateIssuer: "issued by"
    case .certificateExpires: "certificate expires"
    case .tokenType: "type"
    case .algorithm: "algorithm"
    case .keyID: "key id"
    case .issuer: "issuer"
    case .subject: "subject"
    case .audience: "audience"
    case .scope: "scope"
    case .permissions: "permissions"
    case .resource: "resource"
    case .apiVersion: "API version"
    case .issued: "issued"
    case .starts: "starts"
    case .expires: "expires"
    }
  }
}

extension TextReport {
  /// What the value tells of itself, without what the companions and the carried dates say in other rows.
  func told(of finding: Finding) -> StyledText? {
    let said = Set(finding.companions.values)
    let dates: Set<Facts.Name> = finding.carriedDates == nil ? [] : [.issued, .starts, .expires]
    let facts = finding.facts.all.filter { !said.contains($0.value) && !dates.contains($0.name) }
    return facts.isEmpty
      ? nil : facts.map { .dim("\($0.name.words) ") + StyledText($0.value) }.joined(separator: ", ")
  }

  /// What kind of file it is and what to do for that; where others read it, also where that is documented. All
  /// of that when asked for.
  func surfaces(of finding: Finding) -> [StyledText] {
    let shown = finding.surfaces.compactMap { surface in SurfaceAdvice(surface).map { (surface, $0) } }
    return shown.prefix(style.isVerbose ? shown.count : 1).flatMap { surface, advice in
      let text = StyledText(advice.title) + .dim(": ") + StyledText(advice.text)
      let reference = surface.audience != nil || style.isVerbose ? advice.reference : nil
      return [text] + (reference.map { [StyledText($0, .dim, link: $0)] } ?? [])
    }
  }
}

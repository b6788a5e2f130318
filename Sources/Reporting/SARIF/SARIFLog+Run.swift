import Findings

extension SARIFLog {
  /// An `invocation` (section 3.20). Not successful when something could not be read: a consumer must not
  /// take the silence about it for its absence.
  var invocation: JSONValue {
    let codes = notificationCodes
    return .compact([
      "executionSuccessful": .bool(report.complete),
      "endTimeUtc": Self.time(report.generatedAt),
      "toolExecutionNotifications": .array(
        report.diagnostics.map { notification($0, index: codes.firstIndex(of: $0.code) ?? -1) }),
      "properties": report.gate.map {
        .object(["gate": .string($0.isPassed ? "passed" : "failed"), "gateReason": .string($0.reason)])
      },
    ])
  }

  /// Sorted, each once.
  var notificationCodes: [String] { Set(report.diagnostics.map(\.code)).sorted() }

  private func notification(_ diagnostic: Diagnostic, index: Int) -> JSONValue {
    let place = diagnostic.place.map { "\($0): " } ?? ""
    return .compact([
      "descriptor": ["id": .string(diagnostic.code), "index": .integer(Int64(index))],
      "level": .string(diagnostic.severity.rawValue),
      "message": Self.message(place + diagnostic.message),
      "timeUtc": Self.time(report.generatedAt),
      "properties": .compact([
        "isIncomplete": .bool(diagnostic.isIncomplete),
        "place": diagnostic.place.map { .string($0) },
        "help": diagnostic.help.map { .string($0) },
      ]),
    ])
  }

  /// `versionControlDetails` (section 3.23) of each repository that has a remote.
  var provenance: [JSONValue] {
    report.targets.compactMap { target in
      guard target.kind == .repository, let uri = target.remote?.repositoryAddress else { return nil }
      return .compact([
        "repositoryUri": .string(uri),
        "revisionId": target.revision.map { .string($0) },
        "branch": target.branch.map { .string($0.escapedForTerminal) },
        "mappedTo": report.targets.count == 1 ? ["uriBaseId": "%SRCROOT%"] : nil,
      ])
    }
  }
}

extension String {
  /// A remote as a URI without user and password: `git@host:path` becomes `ssh://host/path`. Nil for a local
  /// path.
  var repositoryAddress: String? {
    if let scheme = prefix(beforeFirst: "://") {
      guard scheme.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2B }) else { return nil }
      return Self.address(scheme: scheme, rest: String(dropFirst(scheme.count + 3)))
    }
    guard let host = prefix(beforeFirst: ":"), !host.contains("/"), host.count > 1,
      !dropFirst(host.count + 1).hasPrefix(":")
    else { return nil }
    return Self.address(scheme: "ssh", rest: host + "/" + dropFirst(host.count + 1))
  }

  private static func address(scheme: String, rest: String) -> String? {
    let authority = rest.prefix { $0 != "/" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    guard host.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}%?#".utf8.contains($0) }) else {
      return nil
    }
    let path = rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
    return "\(scheme)://\(host)" + String(path).percentEncodedPath
  }

  private func prefix(beforeFirst separator: String) -> String? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(separator) { return String(self[..<rest.startIndex]) }
      rest = rest.dropFirst()
    }
    return nil
  }
}

internal import Detectors
internal import Findings

extension Finding {
  /// The finding without secrets in its words: subjects, names, paths, keys, companions, refs.
  func masked(_ mask: ValueMask) -> Finding {
    var masked = Finding(
      fingerprint: fingerprint, detector: detector, redacted: redacted, revealed: revealed,
      companions: companions.mapValues { mask.masked($0) }, entropy: entropy, confidence: confidence,
      confidenceReasons: confidenceReasons, validity: validity, validityReason: validityReason,
      rotation: rotation, placement: placement,
      exposure: exposure.masked(mask), carriedDates: carriedDates,
      occurrences: occurrences.map { $0.masked(mask) },
      occurrenceCount: occurrenceCount, events: events.map { $0.masked(mask) },
      refs: refs.map { mask.masked($0) },
      refCount: refCount, suppression: suppression, baselineState: baselineState, severity: severity
    ).with(facts: facts.mapValues { mask.masked($0) }, surfaces: surfaces, severityReasons: severityReasons)
    masked.ownership = ownership.map { ownership in
      Ownership(
        codeOwners: ownership.codeOwners.map { mask.masked($0) },
        lastCommitter: ownership.lastCommitter?.masked(mask))
    }
    return masked
  }
}

extension CommitSummary {
  fileprivate func masked(_ mask: ValueMask) -> CommitSummary {
    CommitSummary(
      id: id, author: author.masked(mask), committer: committer.masked(mask), subject: mask.masked(subject),
      layer: layer)
  }
}

extension Signature {
  fileprivate func masked(_ mask: ValueMask) -> Signature {
    Signature(name: mask.masked(name), email: mask.masked(email), date: date)
  }
}

extension Exposure {
  fileprivate func masked(_ mask: ValueMask) -> Exposure {
    Exposure(
      firstCommit: firstCommit?.masked(mask), start: start, authored: authored, removedAt: removedAt,
      removedBy: removedBy?.masked(mask), isAtLeast: isAtLeast, dateSuspect: dateSuspect, bounds: bounds)
  }
}

extension Occurrence {
  fileprivate func masked(_ mask: ValueMask) -> Occurrence {
    Occurrence(
      medium: medium, surface: surface, path: mask.masked(path), line: line, column: column, blob: blob,
      key: key.map { mask.masked($0) }, encoding: encoding, introduced: introduced?.masked(mask),
      removed: removed?.masked(mask), isInPlace: isInPlace)
  }
}

extension PostureIssue {
  func masked(_ mask: ValueMask) -> PostureIssue {
    var issue = mapping { mask.masked($0) }
    issue.exposure = exposure?.masked(mask)
    return issue
  }
}

extension RotationEvent {
  fileprivate func masked(_ mask: ValueMask) -> RotationEvent {
    RotationEvent(
      kind: kind, commit: commit.masked(mask), path: mask.masked(path), successor: successor,
      reference: reference.map { mask.masked($0) })
  }
}

extension Report.Target {
  func masked(_ mask: ValueMask) -> Report.Target {
    var target = self
    target.path = mask.masked(path)
    target.remote = remote.map { mask.masked($0) }
    target.branch = branch.map { mask.masked($0) }
    target.scope = scope.map { mask.masked($0) }
    return target
  }
}

extension Diagnostic {
  func masked(_ mask: ValueMask) -> Diagnostic {
    Diagnostic(
      severity: severity, code: code, message: mask.masked(message), place: place.map { mask.masked($0) },
      help: help.map { mask.masked($0) }, isIncomplete: isIncomplete)
  }
}

extension SecretTable {
  /// Cuts every value of the table, and every companion that is secret, out of text; also as text shows them
  /// that are no plain characters.
  var mask: ValueMask {
    let values = secrets.map(\.value)
    let all =
      values + values.flatMap(SecretTable.longLines) + companions.joined().filter(\.isSecret).map(\.value)
    return ValueMask(all + all.map { Array(Printable.text($0).utf8) })
  }

  /// The lines of a key that a text may hold alone, or with other ends than the key was read with.
  private static func longLines(of value: [UInt8]) -> [[UInt8]] {
    guard value.contains(0x0A) else { return [] }
    return value.split(separator: 0x0A).filter { $0.count >= 32 && !$0.contains(0x20) }.map { Array($0) }
  }
}

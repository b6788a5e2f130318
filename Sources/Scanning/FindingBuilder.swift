internal import Detectors
internal import Findings
internal import Git

/// Judges the secrets of one repository: exposure, placement, rotation, validity.
struct FindingBuilder {
  let detectors: DetectorList
  let table: SecretTable
  let hits: [Int: [Hit]]
  /// How sure the best text of each secret is, wherever it stands.
  let surest: [Int32: Certainty]
  let options: ScanOptions
  let store: ObjectStore
  let graph: TreeGraph
  let book: CommitBook
  let identities: SecretIdentities
  let pathBook: PathBook
  let owners: OwnershipBook
  var attribution: Attribution
  /// History index of HEAD's commit.
  let head: Int?
  let headAncestors: [Bool]
  let headPlaces: [Attribution.Place: Attribution.Sighting]
  /// Refs that hold each secret at their tip: how many, and the first names.
  let tips: TipIndex
  /// Of every commit with a date that lies: the earliest date of a child with one that can be believed.
  let earliestChildren: [Int: Int64]
  /// Which commits (history indexes) count; nil for all.
  let scope: [Bool]?

  var history: HistoryGraph { attribution.history }

  func path(_ place: Attribution.Place) -> [[UInt8]] {
    attribution.paths.names(of: place.path).map { graph.name($0) }
  }

  func hit(_ sighting: Attribution.Sighting) -> Hit? {
    hits[Int(sighting.object)].map { $0[Int(sighting.hit)] }
  }

  func key(_ hit: Hit) -> String? { hit.key < 0 ? nil : table.keys[Int(hit.key)] }

  /// Nil when nothing of the trace counts (paths that the detector leaves out, a narrowed scope).
  func finding(_ secret: Int32, _ trace: SecretTrace) -> Finding? {
    let key = table.secrets[Int(secret)]
    let detector = detectors[Int(key.detector)]
    let occurrences = OccurrenceList(builder: self, secret: secret, trace: trace, detector: detector)
    guard !occurrences.all.isEmpty, let certainty = occurrences.certainty else { return nil }
    let exposure = exposure(secret, trace, occurrences)
    let rotation = RotationEvidence(builder: self, secret: secret, trace: trace, occurrences: occurrences)
    let dates = detector.dates.flatMap {
      CarriedDates.read(
        $0, from: key.value, companions: identities.companionValues(secret),
        introducedNotAfter: exposure.introducedNotAfter, now: options.now)
    }
    let judged = OfflineValidity.judge(
      dates: dates, policy: detector.policy, introducedNotAfter: exposure.introducedNotAfter, now: options.now
    )
    let value = Secret(key.value, publicPrefix: detector.publicPrefix)
    let refs = tips.refs(holding: secret)
    let fingerprint = identities.fingerprint(secret)
    options.vault?.keep(identities.credential(secret, fingerprint, value))
    var finding = Finding(
      fingerprint: fingerprint, detector: detector.id, redacted: value.redacted,
      revealed: options.revealsSecrets ? Printable.text(value.reveal()) : nil,
      companions: identities.redactedCompanions(secret), entropy: identities.entropy(secret),
      confidence: certainty.level, confidenceReasons: certainty.reasons.phrases, validity: judged.validity,
      validityReason: judged.reason, rotation: rotation.rotation,
      placement: placement(trace, occurrences, hasTip: refs.count > 0), exposure: exposure,
      carriedDates: dates,
      occurrences: Array(occurrences.all.prefix(Finding.occurrenceLimit)),
      occurrenceCount: occurrences.all.count,
      events: rotation.events, refs: refs.names, refCount: refs.count,
      suppression: occurrences.areAllowed ? Suppression(source: .inline) : nil
    ).rated(as: detector, secret, in: table, identities)
    finding.ownership = owners.ownership(
      of: occurrences.all, inHead: trace.places.map(\.place).filter { headPlaces[$0] != nil })
    return finding
  }

  private func placement(_ trace: SecretTrace, _ occurrences: OccurrenceList, hasTip: Bool) -> Placement {
    if occurrences.isInHead { return .head }
    if hasTip || trace.loose.contains(where: { $0.medium == .ref }) { return .branch }
    if trace.isReachable { return .history }
    let isUncommitted = !trace.local.isEmpty || trace.loose.contains { $0.medium == .index }
    return isUncommitted ? .uncommitted : .unreachable
  }

  private func exposure(_ secret: Int32, _ trace: SecretTrace, _ occurrences: OccurrenceList) -> Exposure {
    let life = attribution.lives[secret]
    let messages = trace.messages.compactMap { history.index(of: $0.object) }
    let candidates = (life?.introductions.map(Int.init) ?? []) + messages
    let counted = candidates.filter { scope?[$0] ?? true }
    guard
      let first = counted.min(by: {
        (history.commits[$0].effective, $0) < (history.commits[$1].effective, $1)
      })
    else { return Exposure() }
    let commit = history.commits[first]
    let summary = book.summary(of: commit.record.number)
    let isGone =
      !occurrences.isInHead && tips.refs(holding: secret).count == 0 && trace.messages.isEmpty
      && trace.loose.isEmpty && trace.local.isEmpty
    let last =
      isGone
      ? life?.removals.max(by: { history.commits[Int($0)].effective < history.commits[Int($1)].effective })
      : nil
    let remover = last.map { history.commits[Int($0)] }
    return Exposure(
      firstCommit: summary,
      start: commit.isSuspect ? Timestamp(seconds: commit.effective) : summary.committer.date,
      authored: summary.author.date,
      removedAt: remover.map { Timestamp(seconds: $0.effective) },
      removedBy: remover.map { book.summary(of: $0.record.number) },
      isAtLeast: commit.isBoundary || counted.contains { history.commits[$0].isBoundary },
      dateSuspect: commit.isSuspect, bounds: commit.isSuspect ? bounds(first) : nil)
  }

  /// Not before the latest ancestor's date, not after the earliest child's.
  private func bounds(_ index: Int) -> DateBounds {
    let earliest = history.commits[index].parents.map { history.commits[Int($0)].effective }.max()
    return DateBounds(
      earliest: earliest.map { Timestamp(seconds: $0) },
      latest: earliestChildren[index].map { Timestamp(seconds: $0) } ?? options.now)
  }
}

internal import Detectors
internal import Findings

/// Findings of content that has no history: files, standard input, the index, the work tree.
struct LocalFindings {
  let plan: ScanPlan
  let options: ScanOptions
  private let pathBook: PathBook

  init(plan: ScanPlan, options: ScanOptions) {
    self.plan = plan
    self.options = options
    pathBook = PathBook(plan.catalog.detectors)
  }

  func findings(_ harvest: ObjectHarvest, _ texts: [LocalText]) -> [Finding] {
    let identities = SecretIdentities(harvest.table, plan.catalog.detectors, key: options.key)
    var places: [Int32: [(LocalText, Hit)]] = [:]
    // Where it stands first; its number depends on which thread saw it first.
    var order: [Int32] = []
    for text in texts {
      var seen: Set<Int32> = []
      for hit in text.hits where seen.insert(hit.secret).inserted {
        if places[hit.secret] == nil { order.append(hit.secret) }
        places[hit.secret, default: []].append((text, hit))
      }
    }
    let mask = harvest.table.mask
    return order.compactMap { secret in
      finding(secret, places[secret] ?? [], harvest.table, identities)?.masked(mask)
    }
  }

  private func finding(
    _ secret: Int32, _ places: [(LocalText, Hit)], _ table: SecretTable, _ identities: SecretIdentities
  ) -> Finding? {
    let key = table.secrets[Int(secret)]
    let detector = plan.catalog.detectors[Int(key.detector)]
    let filter = PathFilter(detector)
    let counted = places.filter { filter.accepts($0.0.path) && pathBook.counts($0.1, at: $0.0.path) }
    let judge = CertaintyJudge(detector)
    let certainties = counted.map { text, hit in
      judge.certainty(hit.certainty, at: text.path, pathBook.surface(text.medium, text.path, hit.marks))
    }
    guard let certainty = certainties.min(by: Certainty.precedes) else { return nil }
    let dates = detector.dates.flatMap {
      CarriedDates.read(
        $0, from: key.value, companions: identities.companionValues(secret), introducedNotAfter: nil,
        now: options.now)
    }
    let judged = OfflineValidity.judge(
      dates: dates, policy: detector.policy, introducedNotAfter: nil, now: options.now)
    let value = Secret(key.value, publicPrefix: detector.publicPrefix)
    let fingerprint = identities.fingerprint(secret)
    options.vault?.keep(identities.credential(secret, fingerprint, value))
    return Finding(
      fingerprint: fingerprint, detector: detector.id, redacted: value.redacted,
      revealed: options.revealsSecrets ? Printable.text(value.reveal()) : nil,
      companions: identities.redactedCompanions(secret), entropy: identities.entropy(secret),
      confidence: certainty.level, confidenceReasons: certainty.reasons.phrases, validity: judged.validity,
      validityReason: judged.reason, rotation: .none, placement: .uncommitted, exposure: Exposure(),
      carriedDates: dates,
      occurrences: counted.prefix(Finding.occurrenceLimit).map { text, hit in
        Occurrence(
          medium: text.medium, surface: pathBook.surface(text.medium, text.path, hit.marks), path: text.path,
          line: Int(hit.line), column: Int(hit.column),
          key: hit.key < 0 ? nil : table.keys[Int(hit.key)], encoding: hit.encoding.name, isInPlace: true)
      }, occurrenceCount: counted.count,
      suppression: counted.allSatisfy { $0.1.isAllowed } ? Suppression(source: .inline) : nil
    ).rated(as: detector, secret, in: table, identities)
  }
}

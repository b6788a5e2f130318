internal import Archives
internal import Detectors
internal import Findings
internal import Git

/// Judges the secrets of one image: exposure, placement and rotation by its layers.
struct ImageFindings {
  let plan: ScanPlan
  let options: ScanOptions
  let table: SecretTable
  let identities: SecretIdentities
  let pathBook: PathBook
  let mask: ValueMask
  let history: ImageHistory
  let config: ImageConfigHits
  let timeline: ImageTimeline
  /// In files that no image names.
  let strays: [LocalText]

  func findings() -> [Finding] {
    var lives: [Int32: [ImageHistory.Life]] = [:]
    for life in history.lives.values { lives[life.place.secret, default: []].append(life) }
    var loose: [Int32: [(LocalText, Hit)]] = [:]
    for text in strays {
      var seen: Set<Int32> = []
      for hit in text.hits where seen.insert(hit.secret).inserted {
        loose[hit.secret, default: []].append((text, hit))
      }
    }
    let secrets = Set(lives.keys).union(config.secrets).union(loose.keys)
    return secrets.sorted().compactMap {
      finding(
        $0, (lives[$0] ?? []).sorted { ($0.first, $0.place.path) < ($1.first, $1.place.path) },
        loose[$0] ?? [])?
        .masked(mask)
    }
  }

  private func finding(_ secret: Int32, _ lives: [ImageHistory.Life], _ loose: [(LocalText, Hit)]) -> Finding?
  {
    let key = table.secrets[Int(secret)]
    let detector = plan.catalog.detectors[Int(key.detector)]
    var places = ImagePlaces(detector, pathBook)
    for life in lives {
      places.add(
        .file, life.place.path, life.hit, isInPlace: life.isInPlace, from: timeline.step(ofLayer: life.first),
        life.removals.last.map { timeline.step(ofLayer: $0) })
    }
    let told = config.step(of: secret)
    for (name, hit) in config.present where hit.secret == secret {
      places.add(.imageConfig, name, hit, isInPlace: true, from: told ?? ImagePlaces.wholeImage, nil)
    }
    for (step, hit) in config.past where hit.secret == secret {
      places.add(.imageConfig, "history", hit, isInPlace: false, from: step, nil)
    }
    for (text, hit) in loose { places.add(text.medium, text.path, hit, isInPlace: false, from: nil, nil) }
    guard let certainty = places.certainty else { return nil }
    let rotation = ImageRotation(
      secret, lives.filter { places.counts($0.place.path) }, self, isInPlace: places.isInPlace)
    let exposure = exposure(secret, places, rotation)
    let dates = detector.dates.flatMap {
      CarriedDates.read(
        $0, from: key.value, companions: identities.companionValues(secret),
        introducedNotAfter: exposure.introducedNotAfter, now: options.now)
    }
    let judged = OfflineValidity.judge(
      dates: dates, policy: detector.policy, introducedNotAfter: exposure.introducedNotAfter, now: options.now
    )
    let value = Secret(key.value, publicPrefix: detector.publicPrefix)
    let fingerprint = identities.fingerprint(secret)
    options.vault?.keep(identities.credential(secret, fingerprint, value))
    let occurrences = places.occurrences(table, timeline)
    return Finding(
      fingerprint: fingerprint, detector: detector.id, redacted: value.redacted,
      revealed: options.revealsSecrets ? Printable.text(value.reveal()) : nil,
      companions: identities.redactedCompanions(secret), entropy: identities.entropy(secret),
      confidence: certainty.level, confidenceReasons: certainty.reasons.phrases, validity: judged.validity,
      validityReason: judged.reason, rotation: rotation.rotation,
      placement: places.isInPlace ? .head : places.first != nil ? .history : .unreachable, exposure: exposure,
      carriedDates: dates, occurrences: Array(occurrences.prefix(Finding.occurrenceLimit)),
      occurrenceCount: occurrences.count, events: rotation.events,
      suppression: places.areAllowed ? Suppression(source: .inline) : nil
    ).rated(as: detector, secret, in: table, identities)
  }

  private func exposure(_ secret: Int32, _ places: ImagePlaces, _ rotation: ImageRotation) -> Exposure {
    guard let first = places.first else { return Exposure() }
    let summary = first == ImagePlaces.wholeImage ? timeline.configuration : timeline.summary(first)
    // Its instructions show it as long as the image exists.
    let isTold = config.past.contains { $0.hit.secret == secret }
    let removal = isTold ? nil : rotation.removal.map { timeline.summary($0) }
    return Exposure(
      firstCommit: summary, start: summary.date, removedAt: removal?.date, removedBy: removal,
      dateSuspect: summary.date == nil, bounds: summary.date == nil ? timeline.bounds(first) : nil)
  }

  func summary(ofLayer layer: Int) -> CommitSummary { timeline.summary(timeline.step(ofLayer: layer)) }
}

/// What changed between two reports of different dates, by fingerprint.
package struct Trend: Sendable, Hashable, Encodable {
  package let since: Timestamp
  /// In the later report only.
  package let new: [Fingerprint]
  /// Ended or gone: known to have ended now and not then, or no longer found by a report that saw everything.
  package let fixed: [Fingerprint]
  /// Ended or out of place then, working or in place again.
  package let reopened: [Fingerprint]
  /// Open then and now: older by the days between.
  package let older: [Fingerprint]
  package let daysBetween: Int

  /// What a trend needs of a secret of the earlier report.
  package struct Earlier: Sendable, Hashable {
    package let validity: Validity
    package let rotation: Rotation

    package init(validity: Validity, rotation: Rotation) {
      self.validity = validity
      self.rotation = rotation
    }
  }

  /// - Parameter seesEverything: False when the later report was cut short or narrowed: what it lacks is not fixed.
  package init(
    from earlier: [Fingerprint: Earlier], at since: Timestamp, to records: [AgeRecord], now: Timestamp,
    seesEverything: Bool
  ) {
    var (new, fixed, reopened, older): ([Fingerprint], [Fingerprint], [Fingerprint], [Fingerprint]) = (
      [], [], [], []
    )
    var missing = earlier
    for record in records {
      guard let past = missing.removeValue(forKey: record.fingerprint) else {
        new.append(record.fingerprint)
        continue
      }
      let wasOver = past.validity.hasEnded
      if wasOver, !record.validity.hasEnded, record.isAlive || past.validity == .dead {
        reopened.append(record.fingerprint)
      } else if past.rotation != .none, record.rotation == .none, !record.validity.hasEnded {
        reopened.append(record.fingerprint)
      } else if !wasOver, record.validity.hasEnded {
        fixed.append(record.fingerprint)
      } else if !record.validity.hasEnded {
        older.append(record.fingerprint)
      }
    }
    if seesEverything { fixed += missing.filter { !$0.value.validity.hasEnded }.map(\.key) }
    self.since = since
    self.new = new.sorted()
    self.fixed = fixed.sorted()
    self.reopened = reopened.sorted()
    self.older = older.sorted()
    daysBetween = since.days(until: now)
  }
}

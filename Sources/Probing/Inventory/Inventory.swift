package import Findings
internal import Foundation

/// What the owner's own list of credentials says: no leaked value leaves the machine to learn it.
package struct Inventory: Sendable {
  package let entries: [Entry]
  /// How many entries hold nothing that a value could be matched by.
  package let unmatchable: Int
  /// AWS accounts all of whose access keys are inactive, by a credential report.
  let endedAccounts: [String: Entry]

  package struct Entry: Sendable, Hashable {
    /// Stands whole in the value or in one of its companions.
    package var id: String?
    /// Shown beginning and end of the value.
    package var hint: Hint?
    package var state: Validity
    package var created: Timestamp?
    package var expires: Timestamp?
    package var lastUsed: Timestamp?
    package var owner: String?

    package struct Hint: Sendable, Hashable {
      package let beginning: String
      package let end: String
    }
  }

  package struct ReadingError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Reads an AWS credential report (CSV) or a list in JSON, as the provider's tool or interface gives it.
  package init(_ bytes: [UInt8], now: Timestamp) throws(ReadingError) {
    let first = bytes.first { $0 > 0x20 && $0 < 0x7f }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      let all = try InventoryJSON.entries(bytes, now: now)
      entries = all.filter { $0.id != nil || $0.hint != nil }
      unmatchable = all.count - entries.count
      endedAccounts = [:]
    } else {
      let report = try CredentialReport(bytes)
      entries = report.entries
      unmatchable = report.unmatchable
      endedAccounts = report.endedAccounts
    }
    guard !entries.isEmpty || unmatchable > 0 || !endedAccounts.isEmpty else {
      throw ReadingError(description: "the inventory names no credential")
    }
  }

  /// The one entry that is the credential's; nil for none and for several.
  package func entry(for credential: Credential) -> Entry? {
    let parts = CredentialParts(credential)
    let texts = ([parts.value] + parts.companions.values).map { String(decoding: $0, as: UTF8.self) }
    let byID = entries.filter { entry in entry.id.map { id in texts.contains { Self.holds($0, id) } } ?? false
    }
    if let entry = byID.first { return byID.count == 1 ? entry : nil }
    let byHint = entries.filter { $0.hint.map { Self.fits($0, texts[0]) } ?? false }
    if let entry = byHint.first { return byHint.count == 1 ? entry : nil }
    return AWSAccount.number(ofKeyID: parts.value).flatMap { endedAccounts[$0] }
  }

  /// An id of eight characters or more, with no letter or digit on either side.
  private static func holds(_ text: String, _ id: String) -> Bool {
    guard id.utf8.count >= 8, let place = text.firstRange(of: id) else { return false }
    let before = text[..<place.lowerBound].last
    let after = text[place.upperBound...].first
    return ![before, after].contains { $0.map { $0.isLetter || $0.isNumber } ?? false }
  }

  /// Six characters have to agree, four of them behind what all values begin with.
  private static func fits(_ hint: Entry.Hint, _ value: String, leastEnd: Int = 4) -> Bool {
    hint.beginning.count + hint.end.count < value.count && hint.beginning.count + hint.end.count >= 6
      && hint.end.count >= leastEnd && value.hasPrefix(hint.beginning) && value.hasSuffix(hint.end)
  }
}

extension Inventory {
  /// An observation for every credential that the inventory knows.
  package func observations(
    of credentials: [Credential], named endpoint: String, options: ProbeOptions
  ) -> [Observation] {
    let mask = OwnerMask(key: options.key)
    let vague = vagueEntries(for: credentials)
    return credentials.compactMap { credential in
      (entry(for: credential) ?? vague[credential.fingerprint]).map { entry in
        Observation(
          fingerprint: credential.fingerprint, detector: credential.detector, endpoint: endpoint,
          time: options.now,
          validity: entry.state,
          reason: entry.state == .live ? .active : entry.state == .expired ? .ended : .inactive,
          created: entry.created, expires: entry.expires, lastUsed: entry.lastUsed,
          owner: entry.owner.map { mask.masked($0) }, catalog: options.catalog, source: .inventory)
      }
    }
  }

  /// Entries of which three characters of the end are shown: one of a quarter of a million keys has the same by chance.
  /// They are no proof of death, and tell nothing where another credential or another entry fits as well.
  private func vagueEntries(for credentials: [Credential]) -> [Fingerprint: Entry] {
    let vague = entries.filter { $0.id == nil && $0.state == .live && $0.hint?.end.count == 3 }
    guard !vague.isEmpty else { return [:] }
    var found: [Fingerprint: Entry] = [:]
    var fitting: [Fingerprint: Int] = [:]
    let values = credentials.filter { entry(for: $0) == nil }.map {
      ($0.fingerprint, String(decoding: CredentialParts($0).value, as: UTF8.self))
    }
    for entry in vague {
      let fits = values.filter { value in
        entry.hint.map { Self.fits($0, value.1, leastEnd: 3) } ?? false
      }
      for (fingerprint, _) in fits { fitting[fingerprint, default: 0] += 1 }
      if fits.count == 1 { found[fits[0].0] = entry }
    }
    return found.filter { fitting[$0.key] == 1 }
  }
}

import Findings

/// How numbers, dates and terms are written for people.
enum Words {
  /// `4 y 3 mo`, `7 mo`, `12 d`, `today`: calendar years and months in UTC, rounded down.
  static func age(from start: Timestamp, to now: Timestamp) -> String {
    let (first, last) = (start.civil, now.civil)
    var months = (last.year - first.year) * 12 + last.month - first.month
    if last.day < first.day { months -= 1 }
    if months < 1 {
      let days = start.days(until: now)
      return days < 1 ? "today" : "\(days) d"
    }
    if months < 12 { return "\(months) mo" }
    return months % 12 == 0 ? "\(months / 12) y" : "\(months / 12) y \(months % 12) mo"
  }

  /// `1 secret`, `12,345 objects`.
  static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// `12,345`
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
  }

  /// `1.01 GB`, in powers of 1000.
  static func bytes(_ number: Int64) -> String {
    var (value, unit) = (Double(number), 0)
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
    while value >= 999.95, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return unit == 0 ? "\(number) bytes" : "\(decimal(value)) \(units[unit])"
  }

  /// `0.5 s`, `12 s`, `3 min 20 s`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(seconds)
    return seconds < 60 ? "\(decimal(seconds)) s" : "\(grouped(whole / 60)) min \(whole % 60) s"
  }

  /// One decimal below 10, none above.
  private static func decimal(_ value: Double) -> String {
    if value >= 9.95 { return String(Int(value.rounded())) }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// First ten digits of an object id.
  static func short(_ id: String) -> String { String(id.prefix(10)) }

  /// `main` for `refs/heads/main`, `origin/main`, `tag v1`.
  static func ref(_ name: String) -> String {
    for (prefix, word) in [("refs/heads/", ""), ("refs/remotes/", ""), ("refs/tags/", "tag ")]
    where name.hasPrefix(prefix) {
      return word + name.dropFirst(prefix.count)
    }
    return name
  }
}

extension Verdict {
  /// Heading of its group.
  var title: String {
    switch self {
    case .openDoor: "Open door"
    case .replacedNotRevoked: "Replaced, never revoked"
    case .deletedNotRotated: "Deleted, never rotated"
    case .suspect: "Suspect"
    case .deletedUnproven: "Deleted, unproven"
    case .probablyRotated: "Probably rotated"
    case .stale: "Stale"
    case .rotated: "Rotated"
    case .cleaned: "Cleaned"
    }
  }

  /// What it means and what to do.
  var advice: String {
    switch self {
    case .openDoor: "it works and is in place: revoke it, then replace it"
    case .replacedNotRevoked: "another value took its place, but it still works: revoke it"
    case .deletedNotRotated: "the line is gone, but it still works: revoke it, then replace it"
    case .suspect: "in place, and nobody knows whether it works: treat it as live, worst and oldest first"
    case .deletedUnproven: "deleted, and nobody knows whether it works: deleting a line rotates nothing"
    case .probablyRotated: "another value took its place: make sure that the old one is revoked"
    case .stale: "it no longer works, but is still in place: remove it"
    case .rotated: "it no longer works and was replaced: nothing to do"
    case .cleaned: "it no longer works and was removed: nothing to do"
    }
  }

  var role: StyledText.Role {
    switch self {
    case .openDoor, .replacedNotRevoked, .deletedNotRotated: .alarm
    case .suspect, .deletedUnproven: .caution
    case .probablyRotated, .stale: .strong
    case .rotated, .cleaned: .calm
    }
  }

  /// Nothing is left to do: one line says enough.
  var isSettled: Bool { self == .rotated || self == .cleaned }
}

extension Placement {
  var words: String {
    switch self {
    case .head: "in HEAD"
    case .branch: "at the tip of another ref"
    case .history: "only in history"
    case .unreachable: "in objects that no ref leads to"
    case .uncommitted: "only in the index, the work tree or a plain file"
    }
  }
}

extension Finding {
  /// Where it is now, in the words of what was scanned.
  var placementWords: String {
    guard isOfImage else { return placement.words }
    switch placement {
    case .head: return "in the image's files or configuration"
    case .history: return "only in older layers or build steps of the image"
    case .unreachable: return "in files that no image of the layout names"
    case .branch, .uncommitted: return placement.words
    }
  }

  /// It was found in a container image first.
  var isOfImage: Bool { exposure.firstCommit?.layer != nil }
}

extension Validity {
  var words: String {
    switch self {
    case .live: "live"
    case .limited: "known to the provider, refused for this use"
    case .dead: "dead: the provider refuses it"
    case .expired: "expired"
    case .unknown: "unknown"
    case .unprobeable: "not probed: no safe probe exists"
    case .unprobed: "not probed"
    }
  }
}

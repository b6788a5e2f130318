import Findings

/// A secret with what all reports say of it.
struct JoinedFinding {
  var finding: Finding
  var holding: Holding

  struct Holding {
    /// Numbers of the repositories that hold it, that of the earliest exposure first.
    var repositories: [Int]
    var places: [Place]
    /// Places that reports count and do not name.
    var unnamed: Int
    /// The time of the report whose word on validity stands.
    var looked: Timestamp
  }

  var repositories: [Int] { holding.repositories }
  var places: [Place] { holding.places }

  static let rule = FindingJoin(occurrenceLimit: ReportMerge.detailLimit, eventLimit: 200)
}

extension JoinedFinding {
  /// The earliest exposure wins, the newest look says whether it works, and the worst place where it is.
  mutating func join(_ other: Self) {
    let otherLeads = !Finding.leads(finding, other.finding)
    let judgement = Judgement.surer(
      Judgement(finding, looked: holding.looked), Judgement(other.finding, looked: other.holding.looked))
    let (first, second) = otherLeads ? (other.repositories, repositories) : (repositories, other.repositories)
    holding.repositories = first + second.filter { !first.contains($0) }
    addPlaces(otherLeads ? exchangePlaces(other.places) : other.places)
    holding.unnamed += other.holding.unnamed
    finding = Self.rule.joined(
      finding, other.finding, judgement: judgement, occurrenceCount: places.count + holding.unnamed)
    holding.looked = judgement.looked
  }

  private mutating func exchangePlaces(_ places: [Place]) -> [Place] {
    defer { holding.places = places }
    return holding.places
  }

  /// Adds those that are new. One secret may be in ten thousand repositories, and be joined as often: a few places
  /// are looked up without making a set of all.
  private mutating func addPlaces(_ places: [Place]) {
    if places.count <= 8 {
      for place in places where !holding.places.contains(place) { holding.places.append(place) }
      return
    }
    let known = Set(holding.places)
    holding.places += places.filter { !known.contains($0) }
  }
}

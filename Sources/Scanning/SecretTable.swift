internal import Detectors
internal import Findings

/// One distinct credential: a detector's value with the companion values that are secret.
struct SecretKey: Hashable, Sendable {
  let detector: Int32
  let value: [UInt8]
  let secretCompanions: [[UInt8]]

  init(_ match: ResolvedMatch) {
    detector = Int32(match.detector)
    value = match.value
    secretCompanions = match.companions.filter(\.isSecret).map(\.value)
  }
}

/// Where a secret stands in one object. `secret` and `key` are numbers in the table that made it.
struct Hit: Sendable, Hashable {
  var secret: Int32
  var line: Int32
  var column: Int32
  var key: Int32
  var encoding: EncodingChain
  var isAllowed: Bool
  var certainty: Certainty
  /// What the text around it is.
  var marks: ContentMarks = []
  /// Index of the detector that the hit gives way to at the paths where that one counts; -1 for none.
  var rival: Int32 = -1
  /// Where the object is an archive: number of the name inside of it, in the table's keys; -1 for none.
  var inside: Int32 = -1
}

/// The secrets and names that one worker met, numbered in the order it met them.
struct SecretTable: Sendable {
  private(set) var secrets: [SecretKey] = []
  private(set) var companions: [[CompanionValue]] = []
  private(set) var keys: [String] = []
  private(set) var surroundings: [Int32: Surroundings] = [:]
  private var secretNumbers: [SecretKey: Int32] = [:]
  private var keyNumbers: [String: Int32] = [:]

  static let noKey: Int32 = -1

  mutating func number(of secret: SecretKey, companions: [CompanionValue]) -> Int32 {
    if let known = secretNumbers[secret] {
      let place = Int(known)
      if SecretTable.precedes(companions, self.companions[place]) { self.companions[place] = companions }
      return known
    }
    let number = Int32(secrets.count)
    secretNumbers[secret] = number
    secrets.append(secret)
    self.companions.append(companions)
    return number
  }

  /// The place of a hit in the object at `path`.
  func path(of hit: Hit, in path: String) -> String {
    hit.inside < 0 ? path : path + "!/" + keys[Int(hit.inside)]
  }

  /// What was met around a secret; the best is kept.
  mutating func note(_ surroundings: Surroundings, of secret: Int32) {
    if let known = self.surroundings[secret], !surroundings.isBetter(than: known) { return }
    self.surroundings[secret] = surroundings
  }

  /// Where places tell different hosts or users, the choice must not hang on which worker came first.
  private static func precedes(_ left: [CompanionValue], _ right: [CompanionValue]) -> Bool {
    if left.count != right.count { return left.count > right.count }
    for (left, right) in zip(left, right) where left != right {
      if left.role != right.role { return left.role < right.role }
      return left.value.lexicographicallyPrecedes(right.value)
    }
    return false
  }

  mutating func number(ofKey key: String?) -> Int32 {
    guard let key else { return SecretTable.noKey }
    if let known = keyNumbers[key] { return known }
    let number = Int32(keys.count)
    keyNumbers[key] = number
    keys.append(key)
    return number
  }

  /// Takes over another worker's entries and rewrites its hits.
  mutating func absorb(_ other: SecretTable, hits: inout [ObjectHits]) {
    let secretMap = zip(other.secrets, other.companions).map { number(of: $0, companions: $1) }
    for (secret, surroundings) in other.surroundings { note(surroundings, of: secretMap[Int(secret)]) }
    let keyMap = other.keys.map { number(ofKey: $0) }
    for index in hits.indices {
      for place in hits[index].hits.indices {
        hits[index].hits[place].secret = secretMap[Int(hits[index].hits[place].secret)]
        let key = hits[index].hits[place].key
        hits[index].hits[place].key = key < 0 ? SecretTable.noKey : keyMap[Int(key)]
        let inside = hits[index].hits[place].inside
        hits[index].hits[place].inside = inside < 0 ? SecretTable.noKey : keyMap[Int(inside)]
      }
    }
  }
}

/// An object that holds secrets.
struct ObjectHits: Sendable {
  let object: Int
  var hits: [Hit]
}

internal import Findings

/// Which ref tips hold each secret.
struct TipIndex {
  private var counts: [Int32]
  private var names: [[String]]

  init(secretCount: Int) {
    counts = [Int32](repeating: 0, count: secretCount)
    names = [[String]](repeating: [], count: secretCount)
  }

  /// Call in the order of the names.
  mutating func add(_ name: String, holding secrets: [Int32]) {
    for secret in secrets {
      counts[Int(secret)] += 1
      if names[Int(secret)].count < Finding.refLimit { names[Int(secret)].append(Printable.text(name.utf8)) }
    }
  }

  func refs(holding secret: Int32) -> (count: Int, names: [String]) {
    (Int(counts[Int(secret)]), names[Int(secret)])
  }
}

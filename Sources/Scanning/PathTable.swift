/// Paths as (folder, name) pairs, numbered: a path is compared and kept as one number.
struct PathTable {
  static let root: Int32 = 0

  private var entries: [(parent: Int32, name: UInt32)] = [(-1, 0)]
  private var numbers: [UInt64: Int32] = [:]

  mutating func number(of name: UInt32, in parent: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: parent)) << 32 | UInt64(name)
    if let known = numbers[key] { return known }
    let number = Int32(entries.count)
    entries.append((parent, name))
    numbers[key] = number
    return number
  }

  /// Names from the root to the path.
  func names(of path: Int32) -> [UInt32] {
    var result: [UInt32] = []
    var current = path
    while current > PathTable.root {
      result.append(entries[Int(current)].name)
      current = entries[Int(current)].parent
    }
    return result.reversed()
  }
}

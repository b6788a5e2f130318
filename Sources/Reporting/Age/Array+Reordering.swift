extension Array {
  /// Puts the element that is at `order[n]` to `n`; where each index occurs once, without a second array of what may
  /// be large.
  mutating func reorder(_ order: [Int]) {
    var isSeen = [Bool](repeating: false, count: count)
    for index in order { isSeen[index] = true }
    guard order.count == count, isSeen.allSatisfy(\.self) else {
      self = order.map { self[$0] }
      return
    }
    var order = order
    for start in order.indices {
      var index = start
      while order[index] != start {
        let next = order[index]
        swapAt(index, next)
        order[index] = index
        index = next
      }
      order[index] = index
    }
  }
}

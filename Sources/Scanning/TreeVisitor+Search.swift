/// Looking something up in a tree in hand.
extension TreeVisitor {
  /// Offset of the first such byte.
  static func find(
    _ byte: UInt8, in content: UnsafeRawBufferPointer, from start: Int, most: Int
  ) -> Int? {
    var position = start
    let end = min(content.count, start + most)
    while position < end {
      if content[position] == byte { return position }
      position += 1
    }
    return nil
  }

  /// Where the first value is that is not less.
  static func lowerBound(_ starts: [UInt32], _ value: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  static func lowerBound(_ edges: [PlacedEdge], _ value: UInt32) -> Int {
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if edges[middle].start < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

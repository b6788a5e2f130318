/// Days as the interval-censored estimate tells them apart: exactly for the first two months, then to 2 %. It keeps
/// the number of intervals small, however many secrets there are; ends are widened and never moved.
enum DayGrid {
  private static let edges: [Int] = {
    var edges = Array(0...60)
    while let last = edges.last, last < 40_000 { edges.append(max(last + 1, last + last / 50)) }
    return edges
  }()

  /// The last edge that is not later.
  static func floor(_ day: Int) -> Int { edges[max(0, index(after: day) - 1)] }

  /// The first edge that is not earlier.
  static func ceiling(_ day: Int) -> Int {
    let lower = floor(day)
    return lower == day ? day : edges[min(edges.count - 1, index(after: day))]
  }

  /// The number of edges up to and with `day`.
  private static func index(after day: Int) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Memory that scans ask for before they begin.
actor MemoryBudget {
  private let limit: Int64
  private var used: Int64 = 0
  private var waiting: [(need: Int64, continuation: CheckedContinuation<Void, Never>)] = []

  init(limit: Int64) { self.limit = limit }

  /// False for what never fits.
  nonisolated func fits(_ need: Int64) -> Bool { need <= limit }

  /// Waits until there is room. First come, first served: a large scan is not overtaken for ever.
  func take(_ need: Int64) async {
    if waiting.isEmpty, used + need <= limit || used == 0 {
      used += need
      return
    }
    await withCheckedContinuation { waiting.append((need, $0)) }
  }

  func give(_ need: Int64) {
    used -= need
    while let first = waiting.first, used + first.need <= limit || used == 0 {
      waiting.removeFirst()
      used += first.need
      first.continuation.resume()
    }
  }
}

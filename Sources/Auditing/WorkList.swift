/// The repositories that wait to be scanned, the largest first: what takes longest must not come last.
actor WorkList {
  struct Item: Sendable {
    let target: AuditTarget
    let repository: FetchedRepository
    let bytes: Int64
    /// Another process had it when it was last tried.
    var isBusy = false
  }

  private var items: [Item] = []
  private var busy: [Item] = []
  private var isClosed = false
  private var inHand = 0
  private var heldCount = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Bytes that are not scanned yet, those in hand included.
  private(set) var bytesLeft: Int64 = 0

  /// Adds one that can be scanned now.
  func add(_ item: Item) {
    bytesLeft += item.bytes
    if item.repository.hold != nil { heldCount += 1 }
    let place = items.firstIndex { $0.bytes >= item.bytes } ?? items.count
    items.insert(item, at: place)
    wake()
  }

  /// Puts one back that another process has; it is tried again when nothing else is left.
  func postpone(_ item: Item) {
    var item = item
    item.isBusy = true
    busy.append(item)
    inHand -= 1
    wake()
  }

  /// Waits until fewer than `count` fetched repositories wait or are in hand.
  func waitForRoom(_ count: Int) async {
    while heldCount >= count { await withCheckedContinuation { waiting.append($0) } }
  }

  /// No more will be added.
  func close() {
    isClosed = true
    wake()
  }

  func finish(_ item: Item) {
    bytesLeft -= item.bytes
    if item.repository.hold != nil { heldCount -= 1 }
    inHand -= 1
    wake()
  }

  /// The next one; nil when all are done.
  func next() async -> Item? {
    while true {
      if let item = items.popLast() ?? popBusy() {
        inHand += 1
        return item
      }
      if isClosed, inHand == 0 { return nil }
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  /// What another process has is tried when nothing else is left.
  private func popBusy() -> Item? { isClosed && !busy.isEmpty ? busy.removeFirst() : nil }

  private func wake() {
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }
}

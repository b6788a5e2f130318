internal import Git

/// The commits that the roots lead to, parents first, with the dates that can be believed.
struct HistoryGraph: Sendable {
  struct Commit: Sendable {
    let record: CommitRecord
    /// Indexes of the parents that the store has.
    var parents: [Int32] = []
    /// Committer's time, or where it lies what the ancestors allow: never before an ancestor's.
    var effective: Int64 = 0
    /// The claimed time lies in the future, before 2005, or before a parent's by more than a day.
    var isSuspect = false
    /// A parent is missing, by a shallow clone's agreement.
    var isBoundary = false
  }

  /// Parents before children.
  private(set) var commits: [Commit] = []
  private(set) var missingParents: Set<ObjectID> = []
  /// By object number; -1 where it is no commit of this history.
  private var indexes: [Int32]

  /// git's first release (2005-04-07): no commit is older.
  private static let firstCommitEver: Int64 = 1_112_832_000
  private static let day: Int64 = 86_400

  /// - Parameters:
  ///   - records: every commit of the store.
  ///   - roots: object numbers of the commits to start from.
  ///   - now: seconds since 1970; later claims are not believed.
  init(
    _ records: [CommitRecord], roots: [Int], boundary: Set<ObjectID>, grafts: [ObjectID: [ObjectID]],
    store: ObjectStore, now: Int64
  ) {
    indexes = [Int32](repeating: -1, count: store.count)
    var places = [Int32](repeating: -1, count: store.count)
    for (place, record) in records.enumerated() where places[record.number] < 0 {
      places[record.number] = Int32(place)
    }
    order(records, places, roots, boundary, grafts, store)
    date(now)
  }

  func index(of number: Int) -> Int? { indexes[number] < 0 ? nil : Int(indexes[number]) }

  private struct Frame {
    let place: Int
    let parents: [Int]
    var next = 0
  }

  private mutating func order(
    _ records: [CommitRecord], _ places: [Int32], _ roots: [Int], _ boundary: Set<ObjectID>,
    _ grafts: [ObjectID: [ObjectID]], _ store: ObjectStore
  ) {
    commits.reserveCapacity(records.count)
    var state = [UInt8](repeating: 0, count: records.count)
    for root in roots {
      let start = Int(places[root])
      guard start >= 0, state[start] == 0 else { continue }
      state[start] = 1
      var stack = [frame(records, start, places, boundary, grafts, store)]
      while !stack.isEmpty {
        let top = stack.count - 1
        if stack[top].next < stack[top].parents.count {
          let parent = stack[top].parents[stack[top].next]
          stack[top].next += 1
          guard state[parent] == 0 else { continue }
          state[parent] = 1
          stack.append(frame(records, parent, places, boundary, grafts, store))
        } else {
          let done = stack.removeLast()
          var commit = Commit(record: records[done.place])
          // A cycle (forged ids) leaves a parent without an index; it is dropped.
          commit.parents = done.parents.map { indexes[records[$0].number] }.filter { $0 >= 0 }
          commit.isBoundary = !boundary.isEmpty && boundary.contains(store.id(of: commit.record.number))
          indexes[commit.record.number] = Int32(commits.count)
          commits.append(commit)
        }
      }
    }
  }

  private mutating func frame(
    _ records: [CommitRecord], _ place: Int, _ places: [Int32], _ boundary: Set<ObjectID>,
    _ grafts: [ObjectID: [ObjectID]], _ store: ObjectStore
  ) -> Frame {
    let record = records[place]
    var parents: [Int] = []
    let id = grafts.isEmpty && boundary.isEmpty ? nil : store.id(of: record.number)
    for parent in record.parents + (id.flatMap { grafts[$0] } ?? []) {
      if let number = store.number(of: parent), places[number] >= 0 {
        parents.append(Int(places[number]))
      } else if id.map({ !boundary.contains($0) }) ?? true {
        missingParents.insert(parent)
      }
    }
    return Frame(place: place, parents: parents)
  }

  /// Walks from the roots of history upwards: git's corrected commit date, but a claim that cannot be true
  /// (in the future, before git was) does not spoil the descendants.
  private mutating func date(_ now: Int64) {
    // What a commit's descendants cannot be older than; nil where nothing believable bounds it.
    var floors = [Int64?](repeating: nil, count: commits.count)
    for index in commits.indices {
      let claimed = commits[index].record.committed
      let floor = commits[index].parents.compactMap { floors[Int($0)] }.max()
      let isPossible = claimed >= HistoryGraph.firstCommitEver && claimed <= now + HistoryGraph.day
      if isPossible, claimed > (floor ?? Int64.min) {
        commits[index].effective = claimed
      } else {
        commits[index].effective = floor.map { $0 + 1 } ?? min(max(claimed, 0), now)
      }
      let isBeforeParent = floor.map { claimed < $0 - HistoryGraph.day } ?? false
      commits[index].isSuspect = !isPossible || isBeforeParent
      if floor != nil || claimed <= now + HistoryGraph.day { floors[index] = commits[index].effective }
    }
    // A first commit from the future is at least as old as what follows it.
    for child in commits.indices.reversed() {
      for parent in commits[child].parents.map(Int.init) where floors[parent] == nil {
        commits[parent].effective = min(commits[parent].effective, commits[child].effective)
      }
    }
  }

  /// Of every commit with a date that lies: the earliest date of a child with one that can be believed.
  func earliestChildrenOfSuspects() -> [Int: Int64] {
    var result: [Int: Int64] = [:]
    for child in commits where !child.isSuspect {
      for parent in child.parents where commits[Int(parent)].isSuspect {
        result[Int(parent)] = min(result[Int(parent)] ?? Int64.max, child.effective)
      }
    }
    return result
  }

  /// True when `descendant` is `ancestor` or comes from it.
  func isAncestor(_ ancestor: Int, of descendant: Int) -> Bool {
    if ancestor >= descendant { return ancestor == descendant }
    var seen: Set<Int32> = []
    var pending = [Int32(descendant)]
    while let index = pending.popLast() {
      if Int(index) == ancestor { return true }
      // Parents come first, so nothing below the ancestor's index leads to it.
      for parent in commits[Int(index)].parents where Int(parent) >= ancestor && seen.insert(parent).inserted
      {
        pending.append(parent)
      }
    }
    return false
  }

  /// Answers, for commits up to `last`, whether one comes from any of `starts`, other than itself. One pass over
  /// the commits between, however many are asked for.
  func follows(_ starts: [Int32], upTo last: Int32) -> (Int32) -> Bool {
    guard let first = starts.min(), first < last else { return { _ in false } }
    var marks = [Bool](repeating: false, count: Int(last - first) + 1)
    var answers = marks
    for start in starts where start <= last { marks[Int(start - first)] = true }
    // Parents come first.
    for index in first...last {
      let place = Int(index - first)
      answers[place] = commits[Int(index)].parents.contains { $0 >= first && (marks[Int($0 - first)]) }
      marks[place] = marks[place] || answers[place]
    }
    return { $0 >= first && $0 <= last && answers[Int($0 - first)] }
  }

  /// Which commits the given ones come from, themselves among them.
  func ancestors(of starts: [Int]) -> [Bool] {
    var marks = [Bool](repeating: false, count: commits.count)
    for start in starts { marks[start] = true }
    for index in commits.indices.reversed() where marks[index] {
      for parent in commits[index].parents { marks[Int(parent)] = true }
    }
    return marks
  }
}

internal import Findings
internal import Foundation
internal import Git

/// The part of history that was asked for.
struct CommitWindow {
  /// Where to start instead of at all refs.
  private(set) var tips: [Reference] = []
  private(set) var words: String?
  /// Whose history does not count. It has to be read all the same: what both sides share is no news.
  let excluded: [ObjectID]
  private let since: Timestamp?

  init(_ options: ScanOptions, _ repository: Repository) throws(GitError) {
    var tips: [Reference] = []
    var excluded: [ObjectID] = []
    var words: [String] = []
    for branch in options.branches {
      tips.append(Reference(name: branch, target: try repository.tip(named: branch)))
      words.append(branch)
    }
    if let range = options.range {
      let (from, to) = CommitWindow.ends(of: range)
      if !from.isEmpty { excluded.append(try repository.commit(named: from)) }
      tips.append(Reference(name: to, target: try repository.commit(named: to)))
      words.append(range)
    }
    for commit in options.excluded { excluded.append(try repository.commit(named: commit)) }
    if let commit = options.sinceCommit {
      excluded.append(try repository.commit(named: commit))
      words.append("since \(commit)")
    }
    if let date = options.sinceDate { words.append("since \(date.date)") }
    self.tips = tips
    self.excluded = excluded
    since = options.sinceDate
    self.words = words.isEmpty ? nil : Printable.text(words.joined(separator: ", ").utf8)
  }

  /// `A..B`; an end that is left out is HEAD, as git has it.
  private static func ends(of range: String) -> (from: String, to: String) {
    guard let dots = range.range(of: "..") else { return ("", range) }
    let from = String(range[..<dots.lowerBound])
    let to = String(range[dots.upperBound...].drop { $0 == "." })
    return (from.isEmpty ? "HEAD" : from, to.isEmpty ? "HEAD" : to)
  }

  /// By history index: whether the commit counts. Nil when all do.
  func scope(_ history: HistoryGraph, _ store: ObjectStore) -> [Bool]? {
    guard !excluded.isEmpty || since != nil else { return nil }
    let starts = excluded.compactMap { store.number(of: $0) }.compactMap { history.index(of: $0) }
    let hidden = history.ancestors(of: starts)
    return history.commits.indices.map { index in
      !hidden[index] && (since.map { history.commits[index].effective >= $0.seconds } ?? true)
    }
  }
}

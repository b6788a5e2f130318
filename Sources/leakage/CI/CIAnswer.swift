internal import Scanning

/// What a job searches, now that its clone has been looked at.
struct CIAnswer: Equatable {
  /// Object id of the commit to search from; nil for everything that the clone holds.
  var tip: String?
  /// Object ids of commits whose history is known.
  var bases: [String] = []
  /// Says it to a reader of the log.
  var words: String

  /// Everything.
  init(words: String) { self.words = "\(words): all of history" }

  /// - Throws: Status 3 where the clone lacks what is asked about: whatever it found would not be what the job is about.
  init(_ question: CIQuestion, _ service: CIService?, _ outline: RepositoryOutline) throws(CommandFailure) {
    guard let tip = outline.commit(question.tip) else {
      throw CommandFailure(
        "\(question.words): commit \(question.tip) is not in this clone",
        help: "check it out, or name what is known with: leakage ci --base REV", status: ExitStatus.incomplete
      )
    }
    var bases = question.bases
    let found = bases.compactMap { outline.commit($0) }
    if found.isEmpty {
      // A first push, a commit that a forced push left behind, or nothing that says more.
      let isGone = !bases.isEmpty && !question.bases.contains { $0.hasPrefix("origin/") }
      if isGone, outline.isShallow { throw CIAnswer.tooShallow(question, service, lacking: bases[0]) }
      if bases.isEmpty || isGone { bases = CIAnswer.defaultBranches(question) }
    }
    self.tip = tip
    self.bases = bases.compactMap { outline.commit($0) }
    guard let first = self.bases.first else {
      throw CIAnswer.missing(question, service, bases, outline)
    }
    if question.bases.isEmpty || found.isEmpty, self.bases.contains(tip) {
      // The default branch itself, and nothing says where it was before.
      self = CIAnswer(words: question.words)
      if outline.isShallow { throw CIAnswer.tooShallow(question, service, lacking: nil) }
      return
    }
    words = "\(question.words): commits of \(tip.prefix(10)) that \(first.prefix(10)) has not"
    if try CIAnswer.isCutOff(tip, self.bases, outline) {
      throw CIAnswer.tooShallow(question, service, lacking: nil)
    }
  }

  private static func defaultBranches(_ question: CIQuestion) -> [String] {
    if let branch = question.defaultBranch { return ["origin/\(branch)"] }
    return ["origin/HEAD", "origin/main", "origin/master"]
  }

  private static func isCutOff(
    _ tip: String, _ bases: [String], _ outline: RepositoryOutline
  ) throws(CommandFailure) -> Bool {
    do { return try outline.isCutOff(tips: [tip], excluding: bases) } catch {
      throw CommandFailure("\(error)", status: ExitStatus.incomplete)
    }
  }

  private static func missing(
    _ question: CIQuestion, _ service: CIService?, _ bases: [String], _ outline: RepositoryOutline
  ) -> CommandFailure {
    if outline.isShallow { return tooShallow(question, service, lacking: bases.first) }
    let branch = bases.first { $0.hasPrefix("origin/") }.map { String($0.dropFirst(7)) } ?? "main"
    let name = branch == "HEAD" ? "main" : branch
    return CommandFailure(
      "\(question.words): the clone has no \(bases.first ?? "default branch") to compare with",
      help: "before it run: git fetch origin +refs/heads/\(name):refs/remotes/origin/\(name)",
      status: ExitStatus.incomplete)
  }

  private static func tooShallow(
    _ question: CIQuestion, _ service: CIService?, lacking base: String?
  ) -> CommandFailure {
    let what = base.map { "\($0.prefix(40)) is not in it" } ?? "it ends among the commits to search"
    return CommandFailure(
      "\(question.words): the clone is too shallow: \(what)",
      help: service?.wholeClone ?? "run: git fetch --unshallow", status: ExitStatus.incomplete)
  }
}

internal import Detectors
internal import Findings
internal import Git
internal import Posture

/// The posture of files as they are now: of HEAD's tree, or of a folder.
struct PostureSurvey {
  /// Issues of one file, with the path that its blobs are looked up by.
  struct Checked {
    let path: BytePath
    var issues: [PostureIssue]
  }

  private(set) var checked: [Checked] = []
  private(set) var diagnostics = Diagnostics()
  /// Cuts what the detectors found out of what is told.
  var mask: ValueMask { spotter.mask }

  /// What the other files say to the checks of one.
  private(set) var surroundings = PostureSurroundings()
  private let options: ScanOptions
  private let spotter: SecretLines
  private var checker = PostureChecker(PostureSurroundings())

  /// Largest file that is read: what is larger is data.
  static let readLimit = 16 << 20

  init(_ plan: ScanPlan, options: ScanOptions) {
    self.options = options
    spotter = SecretLines(plan, options: options)
  }

  typealias Read = (Int) throws(GitError) -> [UInt8]

  /// Whether files of this path are read.
  func wants(_ path: BytePath) -> Bool {
    PostureChecker.mayMatter(path.bytes) && checker.wants(Printable.text(path.bytes))
  }

  /// `read` gives the content of the file of a number; `isMeant` tells whether it is to be checked.
  mutating func run(
    _ paths: [BytePath], areCommitted: Bool, isMeant: (Int) -> Bool = { _ in true }, isCancelled: () -> Bool,
    read: Read
  ) {
    let names = paths.map { Printable.text($0.bytes) }
    surroundings = surroundings(names, read)
    checker = PostureChecker(surroundings, areCommitted: areCommitted)
    for (index, name) in names.enumerated() where isMeant(index) && checker.wants(name) && !isCancelled() {
      guard let bytes = content(index, name, read) else { continue }
      let (issues, problem) = check(name, bytes)
      if let problem { diagnostics.noteUnchecked(name, problem, isIncomplete: options.isPostureOnly) }
      let kept = issues.map { allowed($0, bytes) }
      if !kept.isEmpty { checked.append(Checked(path: paths[index], issues: kept)) }
    }
  }

  /// What is missing or damaged is told by the search for secrets, where that is made as well.
  private mutating func content(_ index: Int, _ name: String, _ read: Read) -> [UInt8]? {
    do throws(GitError) { return try read(index) } catch {
      if error.code == .tooLarge {
        let problem = UnreadableDocument(.limit, "has more than \(PostureSurvey.readLimit >> 20) MiB")
        diagnostics.noteUnchecked(name, problem, isIncomplete: options.isPostureOnly)
      } else if options.isPostureOnly, error.code != .vanished {
        diagnostics.noteUnread(GitError(error.code, error.message, place: name))
      }
      return nil
    }
  }

  /// The issues of a file that holds these bytes, now or in the past.
  func check(_ name: String, _ bytes: [UInt8]) -> (issues: [PostureIssue], problem: UnreadableDocument?) {
    let lines = PostureChecker.asksForSecrets(name) ? spotter.lines(in: bytes, at: name) : []
    let outcome = checker.check(PostureFile(path: name, bytes: bytes, secretLines: lines))
    return (outcome.issues, outcome.problem)
  }

  private mutating func surroundings(_ names: [String], _ read: Read) -> PostureSurroundings {
    var surroundings = PostureSurroundings()
    for (index, name) in names.enumerated() {
      if PostureChecker.isEnvFile(name) { surroundings.envFiles.insert(name) }
      if name.hasSuffix(".dockerignore") { surroundings.dockerIgnores[name] = content(index, name, read) }
      if ServerManifest.isManifest(name), let bytes = content(index, name, read),
        let folder = ServerManifest.serverFolder(name, bytes)
      {
        surroundings.serverFolders.insert(folder)
      }
    }
    return surroundings
  }

  /// A mark on the line, or at the file's beginning where the issue is about all of it.
  private func allowed(_ issue: PostureIssue, _ bytes: [UInt8]) -> PostureIssue {
    guard !options.isUntrusted else { return issue }
    let range = PostureSurvey.range(ofLine: issue.line ?? 1, in: bytes)
    guard InlineAllow.isPresent(around: range, in: bytes.span) else { return issue }
    var issue = issue
    issue.suppression = Suppression(source: .inline)
    return issue
  }

  private static func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    var start = 0
    for _ in 1..<max(line, 1) {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { break }
      start = end + 1
    }
    return start..<start
  }
}

/// Asks the detectors where secrets stand.
struct SecretLines {
  private let scanner: TextScanner
  private let detectors: DetectorList
  private let least: Finding.Confidence

  init(_ plan: ScanPlan, options: ScanOptions) {
    scanner = TextScanner(plan, honoursInlineMarkers: !options.isUntrusted)
    detectors = plan.catalog.detectors
    least = options.minConfidence
  }

  var mask: ValueMask { scanner.table.mask }

  /// Lines of what a scan would report.
  func lines(in bytes: [UInt8], at path: String) -> [Int] {
    let hits = bytes.withUnsafeBytes { scanner.hits(in: $0) }
    _ = scanner.matcher.takeGaveUp()
    let surface = SurfaceIndex.shared.surface(of: path)
    return hits.compactMap { hit in
      let detector = detectors[Int(scanner.table.secrets[Int(hit.secret)].detector)]
      guard PathFilter(detector).accepts(path) else { return nil }
      let certainty = CertaintyJudge(detector).certainty(hit.certainty, at: path, surface)
      return certainty.level.rank >= max(least.rank, 1) ? Int(hit.line) : nil
    }
  }
}

extension Diagnostics {
  mutating func noteUnchecked(_ path: String, _ problem: UnreadableDocument, isIncomplete: Bool) {
    let place = problem.line.map { "\(path):\($0)" } ?? path
    let isHarmless = problem.reason == .syntax && !isIncomplete
    add(
      Diagnostic(
        severity: isHarmless ? .note : .warning, code: Diagnostic.postureUnchecked,
        message: "could not be checked for posture: \(problem.message)", place: place,
        isIncomplete: isIncomplete))
  }
}

internal import Findings
internal import Patterns
internal import Synchronization

/// A catalogue made ready for matching: every literal in one set; rules are read and patterns compiled on their first
/// hit. Shared by all workers.
package final class ScanPlan: Sendable {
  package let catalog: DetectorCatalog
  let tables: PlanTables
  /// Where matchers leave what their rules cost; nil where nobody asked.
  let timings: DetectorTimings?
  /// By detector.
  let rules: LazyTable<Rule>
  /// What the literals of `tables.words` ask, by literal; only those that are a provider's name have one.
  let words: LazyTable<WordGroup>

  /// What matching needs of a detector.
  final class Rule: Sendable {
    let detector: Detector
    let charset: CharacterSet256?
    let pattern: LazyPattern?
    let decoded: LazyPattern?
    let companions: [LazyPattern]
    let stopWords: [[UInt8]]
    let isGeneric: Bool
    /// Nothing in the value says that it is one: names around it do.
    let isToldByPlace: Bool
    /// Looks no further than a line's margins: found again by searching the lines that changed. The others
    /// leave an anchor at every literal.
    let isNarrow: Bool
    init(_ detector: Detector) {
      self.detector = detector
      switch detector.rule {
      case .pattern(let source):
        pattern = LazyPattern(source)
        charset = nil
      case .context(let context):
        pattern = nil
        charset = CharacterSet256.of(context.charset)
      }
      decoded = detector.decoded.map { LazyPattern($0) }
      companions = detector.companions.map { LazyPattern($0.pattern) }
      stopWords = detector.stopWords.map { Array($0.lowercased().utf8) }
      isGeneric = detector.isGeneric
      let isUnsure = detector.confidence == .low || detector.confidence == .medium
      isToldByPlace = charset != nil || (isUnsure && detector.publicPrefix == 0 && detector.checksum == nil)
      isNarrow = detector.isNarrow
    }
  }

  /// The narrow reach: what is searched on either side of changed bytes.
  static let narrow = Detector.Reach.line

  package init(_ catalog: DetectorCatalog, timings: DetectorTimings? = nil) {
    self.catalog = catalog
    self.timings = timings
    let tables = PlanTables(of: catalog)
    self.tables = tables
    let detectors = catalog.detectors
    rules = LazyTable(count: detectors.count) { Rule(detectors[$0]) }
    words = LazyTable(count: tables.words.count) { literal in
      var rules: [Int] = []
      tables.words.forEach(literal) { rules.append($0) }
      return WordGroup(rules.map { ($0, detectors[$0]) })
    }
  }
}

/// A pattern that is compiled when it is first needed: a thousand detectors cost nothing at start.
final class LazyPattern: Sendable {
  private let source: String
  private let state = Mutex<Pattern?>(nil)

  init(_ source: String) { self.source = source }

  /// Nil when the source does not compile; catalogues are checked when they are loaded.
  func compiled() -> Pattern? {
    state.withLock { state in
      if let state { return state }
      do throws(PatternError) { state = try Pattern(source) } catch { return nil }
      return state
    }
  }
}

internal import Findings
internal import Patterns
internal import Synchronization

/// A catalogue made ready for matching: every literal in one set, patterns compiled on their first hit.
/// Immutable and shared by all workers.
package final class ScanPlan: Sendable {
  package let catalog: DetectorCatalog
  /// Those that stand by themselves, searched everywhere.
  let literals: LiteralSet
  /// Providers' names and other literals that lead to a long run, searched near such runs only. Numbered as `literals`.
  let names: LiteralSet
  /// The rules that a literal's occurrence asks, by literal index.
  let uses: [[Int]]
  /// The same for the occurrence of one of `names`.
  let nearUses: [[Int]]
  /// The rules that a literal's occurrence as a provider's name asks, by literal index.
  let words: [WordGroup?]
  let rules: [Rule]
  /// Margins of the narrow rules around changed bytes.
  let marginBefore: Int
  let marginAfter: Int
  /// Where matchers leave what their rules cost; nil where nobody asked.
  let timings: DetectorTimings?
  /// How far before a value a provider's name can stand, and how long it can be; 0 where none tells any.
  let distance: Int
  let longestWord: Int
  /// The longest of `names`, in bytes.
  let longestName: Int
  /// The shortest value that a provider's name can tell.
  let leastRun: Int

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
    rules = catalog.detectors.map { Rule($0) }
    let told = catalog.detectors.compactMap(\.toldByWords)
    leastRun = told.map(\.length.lowerBound).min() ?? 16
    var builder = LiteralPlan()
    for (index, detector) in catalog.detectors.enumerated() {
      builder.add(detector, rule: index, isNear: detector.isNear(runOf: leastRun))
    }
    uses = builder.uses
    nearUses = builder.nearUses
    literals = LiteralSet(builder.literals) { !builder.uses[$0].isEmpty }
    names = LiteralSet(builder.literals) { !builder.words[$0].isEmpty || !builder.nearUses[$0].isEmpty }
    words = builder.words.map { $0.isEmpty ? nil : WordGroup($0.map { ($0, catalog.detectors[$0]) }) }
    marginBefore = ScanPlan.narrow.after + literals.maxLength
    marginAfter = ScanPlan.narrow.before + literals.maxLength
    distance = told.map(\.distance).max() ?? 0
    longestWord = catalog.detectors.flatMap(\.wordLiterals).map(\.text.utf8.count).max() ?? 0
    longestName = names.maxLength
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

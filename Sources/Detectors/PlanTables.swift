internal import Foundation
internal import Patterns

/// What searching for literals needs of all detectors together. Dear to find out for thousands of them, so that the
/// build does it for those that it embeds.
struct PlanTables: Sendable {
  /// Those that stand by themselves, searched everywhere.
  let literals: LiteralSet
  /// Providers' names and other literals that lead to a long run, searched near such runs only. Numbered as `literals`.
  let names: LiteralSet
  /// The rules that a literal's occurrence asks.
  let uses: RuleRows
  /// The same for the occurrence of one of `names`.
  let nearUses: RuleRows
  /// The rules that a literal's occurrence as a provider's name asks.
  let words: RuleRows
  /// How far before a value a provider's name can stand, and how long it can be; 0 where none tells any.
  let distance: Int
  let longestWord: Int
  /// The shortest value that a provider's name can tell.
  let leastRun: Int

  /// Margins of the narrow rules around changed bytes.
  var marginBefore: Int { ScanPlan.narrow.after + literals.list.maxLength }
  var marginAfter: Int { ScanPlan.narrow.before + literals.list.maxLength }
  /// The longest of `names`, in bytes.
  var longestName: Int { names.list.maxLength }

  /// Takes over what the build has found out.
  init(of catalog: DetectorCatalog) {
    guard let encoded = catalog.planTables else {
      self.init(catalog.detectors)
      return
    }
    guard let known = PlanTables(encoded: encoded) else {
      // The build writes the tables and the test suite reads them: only a broken build comes here.
      preconditionFailure("the embedded tables cannot be read")
    }
    self = known
  }

  init(_ detectors: DetectorList) {
    let told = detectors.compactMap(\.toldByWords)
    leastRun = told.map(\.length.lowerBound).min() ?? 16
    distance = told.map(\.distance).max() ?? 0
    var plan = LiteralPlan()
    for (index, detector) in detectors.enumerated() {
      plan.add(detector, rule: index, isNear: detector.isNear(runOf: leastRun))
    }
    longestWord = plan.longestWord
    let list = LiteralList(plan.literals)
    uses = RuleRows(plan.uses)
    nearUses = RuleRows(plan.nearUses)
    words = RuleRows(plan.words)
    literals = LiteralSet(list) { !plan.uses[$0].isEmpty }
    names = LiteralSet(list) { !plan.words[$0].isEmpty || !plan.nearUses[$0].isEmpty }
  }

  /// Base64.
  var encoded: String {
    var writer = TableWriter()
    writer.write([distance, longestWord, leastRun].map { UInt64($0) })
    literals.list.write(to: &writer)
    for rows in [uses, nearUses, words] { rows.write(to: &writer) }
    literals.write(to: &writer)
    names.write(to: &writer)
    return Data(writer.bytes).base64EncodedString()
  }

  /// Nil when the text is of another form.
  init?(encoded: UnsafeBufferPointer<UInt8>) {
    guard let base = encoded.baseAddress,
      // Read only.
      let bytes = Data(
        base64Encoded: Data(
          bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: encoded.count, deallocator: .none)),
      let tables = bytes.withUnsafeBytes({ bytes in
        var reader = TableReader(bytes)
        return PlanTables(from: &reader)
      })
    else { return nil }
    self = tables
  }

  private init?(from reader: inout TableReader) {
    guard let measures = reader.read(UInt64.self), measures.count == 3, let list = LiteralList(from: &reader),
      let uses = RuleRows(from: &reader), let nearUses = RuleRows(from: &reader),
      let words = RuleRows(from: &reader),
      let literals = LiteralSet(list, from: &reader), let names = LiteralSet(list, from: &reader),
      reader.isAtEnd
    else { return nil }
    (distance, longestWord, leastRun) = (Int(measures[0]), Int(measures[1]), Int(measures[2]))
    (self.uses, self.nearUses, self.words, self.literals, self.names) = (
      uses, nearUses, words, literals, names
    )
  }
}

/// For every literal the rules that it asks, side by side.
struct RuleRows: Sendable {
  /// Where each literal's begin in `rules`, and behind the last where they end.
  private let starts: [UInt32]
  private let rules: [UInt16]

  init(_ rows: [[Int]]) {
    var starts: [UInt32] = [0]
    for row in rows { starts.append(starts[starts.count - 1] + UInt32(row.count)) }
    self.starts = starts
    rules = rows.flatMap { row in row.map { UInt16($0) } }
  }

  /// Of literals.
  var count: Int { starts.count - 1 }

  @inline(__always)
  func isEmpty(_ literal: Int) -> Bool { starts[literal] == starts[literal + 1] }

  @inline(__always)
  func forEach(_ literal: Int, _ body: (Int) -> Void) {
    var next = Int(starts[literal])
    let end = Int(starts[literal + 1])
    while next < end {
      body(Int(rules[next]))
      next += 1
    }
  }

  func write(to writer: inout TableWriter) {
    writer.write(zip(starts, starts.dropFirst()).map { UInt8($1 - $0) })
    writer.write(rules)
  }

  init?(from reader: inout TableReader) {
    guard let starts = reader.readStarts(), let rules = reader.read(UInt16.self),
      starts.last.map(Int.init) == rules.count
    else { return nil }
    self.starts = starts
    self.rules = rules
  }
}

internal import Detectors
internal import Findings

/// A secret's places in an image, without those that its detector leaves out.
struct ImagePlaces {
  /// Stands for the image as a whole where no step can be named: later than all steps.
  static let wholeImage = Int.max

  private struct Item {
    let medium: Occurrence.Medium
    let path: String
    let hit: Hit
    let surface: Surface?
    let isInPlace: Bool
    let first: Int?
    let removal: Int?
  }

  private var items: [Item] = []
  private let filter: PathFilter
  private let judge: CertaintyJudge
  private let pathBook: PathBook
  private(set) var certainty: Certainty?
  private(set) var areAllowed = true

  init(_ detector: Detector, _ pathBook: PathBook) {
    filter = PathFilter(detector)
    judge = CertaintyJudge(detector)
    self.pathBook = pathBook
  }

  /// The first step that holds it; nil where it is only in files of no image.
  var first: Int? { items.compactMap(\.first).min() }
  var isInPlace: Bool { items.contains(where: \.isInPlace) }

  func counts(_ path: String) -> Bool { filter.accepts(path) }

  /// - Parameters:
  ///   - first: the step that brought it.
  ///   - removal: the step that took it away last.
  mutating func add(
    _ medium: Occurrence.Medium, _ path: String, _ hit: Hit, isInPlace: Bool, from first: Int?,
    _ removal: Int?
  ) {
    guard filter.accepts(path), pathBook.counts(hit, at: path) else { return }
    let surface = pathBook.surface(medium, path, hit.marks)
    certainty = CertaintyJudge.surest(certainty, judge.certainty(hit.certainty, at: path, surface))
    areAllowed = areAllowed && hit.isAllowed
    items.append(
      Item(
        medium: medium, path: path, hit: hit, surface: surface, isInPlace: isInPlace, first: first,
        removal: isInPlace ? nil : removal))
  }

  func occurrences(_ table: SecretTable, _ timeline: ImageTimeline) -> [Occurrence] {
    let sorted = items.sorted {
      ($0.first ?? .max, $0.path, $0.hit.line, $0.hit.column) < (
        $1.first ?? .max, $1.path, $1.hit.line, $1.hit.column
      )
    }
    return sorted.map { item in
      Occurrence(
        medium: item.medium, surface: item.surface, path: item.path, line: Int(item.hit.line),
        column: Int(item.hit.column), key: item.hit.key < 0 ? nil : table.keys[Int(item.hit.key)],
        encoding: item.hit.encoding.name, introduced: item.first.map { timeline.summary($0) },
        removed: item.removal.map { timeline.summary($0) }, isInPlace: item.isInPlace)
    }
  }
}

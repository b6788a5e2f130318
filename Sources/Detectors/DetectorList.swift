/// The detectors of a catalogue, in order. Those that the executable embeds are read when they are first asked for: a
/// scan asks for the few whose literals it comes across.
package struct DetectorList: RandomAccessCollection, Sendable {
  private let storage: Storage

  private enum Storage: Sendable {
    case read([Detector])
    case encoded(LazyTable<Box>)
  }

  private final class Box: Sendable {
    let detector: Detector
    init(_ detector: Detector) { self.detector = detector }
  }

  init(_ detectors: [Detector]) { storage = .read(detectors) }

  /// - Parameters:
  ///   - text: What `CatalogWriter` wrote; it has to last as long as the process, and every detector in it to be whole.
  ///   - offsets: Where each detector begins.
  init(encoded text: UnsafeBufferPointer<UInt8>, offsets: [Int]) {
    nonisolated(unsafe) let text = text
    storage = .encoded(
      LazyTable(count: offsets.count) { index in
        var reader = CatalogReader(text, from: offsets[index])
        do {
          return Box(try reader.detector())
        } catch {
          // The build writes the text and the test suite reads it: only a broken build comes here.
          preconditionFailure("embedded detector \(index) cannot be read")
        }
      })
  }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch storage {
    case .read(let detectors): detectors.count
    case .encoded(let table): table.count
    }
  }

  package subscript(index: Int) -> Detector {
    switch storage {
    case .read(let detectors): detectors[index]
    case .encoded(let table): table[index].detector
    }
  }
}

extension DetectorList: Equatable {
  package static func == (left: DetectorList, right: DetectorList) -> Bool { left.elementsEqual(right) }
}

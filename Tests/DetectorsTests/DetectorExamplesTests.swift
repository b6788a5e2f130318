import Detectors
import Foundation
import Testing

@Suite struct DetectorExamplesTests {
  @Test(arguments: try Files.detectorFiles)
  func `a detector file gives examples that hold a literal of their detector`(name: String) throws {
    let file = try DetectorFile(path: Files.path("detectors/\(name)"), name: "detectors/\(name)")
    let catalog = try DetectorCatalog(files: [file])
    for detector in catalog.detectors {
      #expect(detector.examples.positive.count >= 2, "\(detector.id) has under two positive examples")
      #expect(detector.examples.negative.count >= 2, "\(detector.id) has under two negative examples")
    }
    for example in DetectorExamples(catalog) where example.shouldMatch {
      #expect(Self.holdsLiteral(example), "\(example)")
    }
  }

  @Test func `every template gives as many examples as seeds`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    let templates = catalog.detectors.map { $0.examples.positive.count + $0.examples.negative.count }
    #expect(Array(DetectorExamples(catalog, seeds: 4)).count == templates.reduce(0, +) * 4)
  }

  /// As it is, or in one of the text's base-64 runs.
  private static func holdsLiteral(_ example: DetectorExamples.Example) -> Bool {
    let texts = [example.text] + decodedRuns(example.text)
    return (example.detector.literals + example.detector.wordLiterals).contains { literal in
      texts.contains { text in
        text.range(of: literal.text, options: literal.ignoresCase ? [.caseInsensitive, .literal] : .literal)
          != nil
      }
    }
  }

  private static func decodedRuns(_ text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "+/=-_".contains($0))) }
      .flatMap { run in [run, run.split(separator: "=").max { $0.count < $1.count } ?? run] }
      .filter { $0.count >= 8 }
      .compactMap { run in
        let standard = run.replacing("-", with: "+").replacing("_", with: "/").filter { $0 != "=" }
        let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: padded).map { String(decoding: $0, as: UTF8.self) }
      }
  }
}

/// What is wrong in a detector file, and where.
package struct DetectorError: Error, Hashable, CustomStringConvertible {
  /// As the user named it.
  package let file: String
  /// 1-based; nil where the whole file is meant.
  package let line: Int?
  /// Id of the detector, where there is one.
  package let detector: String?
  package let reason: String

  package init(file: String, line: Int? = nil, detector: String? = nil, reason: String) {
    self.file = file
    self.line = line
    self.detector = detector
    self.reason = reason
  }

  /// `detectors/github.toml:14: detector 'github-pat': pattern has no literal to search for`
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(detector.map { "detector '\($0)': " } ?? "")\(reason)"
  }
}

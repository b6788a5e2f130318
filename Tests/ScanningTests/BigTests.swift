import Foundation

/// Some tests grow to the sizes that hostile repositories have; with `LEAKAGE_BIG_TESTS` set they do.
enum BigTests {
  static let areWanted = ProcessInfo.processInfo.environment["LEAKAGE_BIG_TESTS"] != nil
}

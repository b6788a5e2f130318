internal import Foundation

/// A program that ends before it has read its input must fail its own test, and not end all tests with SIGPIPE.
package enum BrokenPipes {
  /// Ask for it before anything is written to another process.
  package static let areErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the place at the other end of a stream can show.
struct Terminal: Sendable, Equatable {
  /// True when the stream leads to a terminal and not to a file or pipe.
  var isTerminal: Bool
  /// Columns.
  var width: Int
  /// True for `TERM=dumb`: no cursor movement.
  var isDumb: Bool

  static let defaultWidth = 80

  init(isTerminal: Bool, width: Int = Terminal.defaultWidth, isDumb: Bool = false) {
    self.isTerminal = isTerminal
    self.width = width
    self.isDumb = isDumb
  }

  /// Looks at a stream. `COLUMNS` outranks what the device says.
  init(_ stream: StandardStream, environment: ProcessEnvironment = .current) {
    self.init(
      isTerminal: isatty(stream.descriptor) == 1,
      width: Terminal.columns(environment) ?? Terminal.deviceWidth(stream.descriptor)
        ?? Terminal.defaultWidth,
      isDumb: environment["TERM"] == "dumb")
  }

  static func columns(_ environment: ProcessEnvironment) -> Int? {
    environment["COLUMNS"].flatMap { Int($0) }.flatMap { (20...10_000).contains($0) ? $0 : nil }
  }

  private static func deviceWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

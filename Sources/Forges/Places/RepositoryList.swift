#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A list of repositories, one a line: addresses and paths. Blank lines and lines that begin with `#` say nothing.
package struct RepositoryList: Sendable {
  package struct Entry: Sendable {
    package let address: RepositoryAddress
    /// From 1.
    package let line: Int
  }

  package var entries: [Entry] = []
  /// Lines that are no address, with their reasons; the others count all the same.
  package var problems: [ForgeError] = []
  /// Lines that name what an earlier one names.
  package var duplicates = 0

  /// Bytes of a line; a longer one is a problem, and read past.
  package static let longestLine = RepositoryAddress.longest

  /// Reads a file, or standard input for `-`. A path in it counts from the folder that the list is used in.
  package init(path: String) throws(ForgeError) {
    guard path != "-" else {
      try self.init(descriptor: 0, name: "standard input")
      return
    }
    let end = open(path, O_RDONLY | O_CLOEXEC)
    guard end >= 0 else {
      throw ForgeError(
        .badTarget, "the list cannot be opened: \(String(cString: strerror(errno)))", place: path)
    }
    defer { close(end) }
    try self.init(descriptor: end, name: path)
  }

  package init(descriptor: Int32, name: String) throws(ForgeError) {
    var reader = BoundedLines(descriptor: descriptor, limit: RepositoryList.longestLine)
    var seen: Set<String> = []
    while let line = try reader.next(of: name) {
      let place = "\(name):\(reader.number)"
      do throws(ForgeError) {
        guard let address = try RepositoryList.address(line, place) else { continue }
        guard seen.insert(address.identity).inserted else {
          duplicates += 1
          continue
        }
        entries.append(Entry(address: address, line: reader.number))
      } catch { problems.append(error) }
    }
  }

  private static func address(_ line: BoundedLines.Line, _ place: String) throws(ForgeError)
    -> RepositoryAddress?
  {
    guard case .text(let bytes) = line else {
      throw ForgeError(.badAddress, "longer than \(longestLine) bytes", place: place)
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    guard text.utf8.count <= bytes.count, !text.isEmpty, !text.hasPrefix("#") else { return nil }
    // git would take it for a host.
    if let colon = text.firstIndex(of: ":"), ForgeKind(word: String(text[..<colon])) != nil {
      throw ForgeError(
        .badTarget, "'\(SafeText.shown(text))' is a forge's list; name it as a target of its own",
        place: place)
    }
    do throws(ForgeError) {
      // Without a scheme or a colon it can only be a path.
      let isBarePath =
        !text.contains(":") && !text.hasPrefix("-") && !text.hasPrefix("/") && !text.hasPrefix(".")
      return try RepositoryAddress(isBarePath ? "./" + text : text)
    } catch {
      throw ForgeError(error.code, "'\(error.place)' \(error.message)", place: place)
    }
  }
}

/// Lines of bounded length: memory is the same whatever comes in.
struct BoundedLines {
  enum Line {
    case text([UInt8])
    case tooLong
  }

  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Of the line that was given last, from 1.
  private(set) var number = 0

  init(descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  mutating func next(of name: String) throws(ForgeError) -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    var hasBytes = false
    while true {
      if start == buffer.count {
        guard try fill(name) else { break }
      }
      hasBytes = true
      let end = buffer[start...].firstIndex(of: 0x0a)
      let part = buffer[start..<(end ?? buffer.count)]
      start = end.map { $0 + 1 } ?? buffer.count
      if line.count + part.count > limit {
        isTooLong = true
      } else {
        line += part
      }
      if end != nil { break }
    }
    guard hasBytes else { return nil }
    number += 1
    return isTooLong ? .tooLong : .text(line)
  }

  private mutating func fill(_ name: String) throws(ForgeError) -> Bool {
    guard !isAtEnd else { return false }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    var count = 0
    repeat { count = read(descriptor, &bytes, bytes.count) } while count < 0 && errno == EINTR
    guard count >= 0 else {
      throw ForgeError(
        .badTarget, "the list cannot be read: \(String(cString: strerror(errno)))", place: name)
    }
    isAtEnd = count == 0
    buffer = Array(bytes[..<count])
    start = 0
    return count > 0
  }
}

extension String {
  /// Without spaces, tabs and carriage returns at both ends.
  fileprivate var trimmed: String {
    let rest = drop { " \t\r".contains($0) || $0 == "\r\n" }
    var end = rest
    while let last = end.last, " \t\r".contains(last) { end = end.dropLast() }
    return String(end)
  }
}

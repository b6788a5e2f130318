internal import Glibc

/// The header of a git bundle: a pack with the refs that lead into it (gitformat-bundle(5)).
package struct GitBundle: Sendable {
  package private(set) var references: [Reference] = []
  /// Commits that whoever takes the bundle in must have already.
  package private(set) var prerequisites: Set<ObjectID> = []
  /// Object filter that it was made with: what that left out is not in it.
  package private(set) var filter: String?
  /// Where the pack begins.
  private(set) var packOffset: Int64 = 0

  private static let marks = ["# v2 git bundle\n", "# v3 git bundle\n"].map { Array($0.utf8) }
  /// A million refs of a hundred bytes.
  private static let headerLimit = 128 << 20
  /// Git refuses longer names.
  private static let lineLimit = 1 << 16

  package static func isBundle(_ bytes: [UInt8]) -> Bool { marks.contains { bytes.starts(with: $0) } }

  /// Reads the header from the beginning of an open file.
  init(_ descriptor: Int32, place: String) throws(GitError) {
    var lines = LineReader(descriptor, limit: GitBundle.headerLimit)
    guard let first = try lines.next(), GitBundle.marks.contains(first + [0x0A]) else {
      throw GitError(.corruptPack, "is no git bundle of version 2 or 3", place: place)
    }
    while true {
      guard let line = try lines.next(), line.count <= GitBundle.lineLimit else {
        throw GitError(.corruptPack, "the bundle's header is cut off", place: place)
      }
      if line.isEmpty { break }
      try read(line, place: place)
    }
    packOffset = lines.offset
  }

  private mutating func read(_ line: [UInt8], place: String) throws(GitError) {
    switch line[0] {
    case UInt8(ascii: "@"):
      try readCapability(String(decoding: line.dropFirst(), as: UTF8.self), place: place)
    case UInt8(ascii: "-"):
      guard let id = ObjectID(hex: line[1...].prefix(40)) else { throw GitBundle.malformed(place) }
      prerequisites.insert(id)
    default:
      guard line.count > 41, line[40] == 0x20, let id = ObjectID(hex: line[..<40]) else {
        throw GitBundle.malformed(place)
      }
      references.append(Reference(name: BytePath.text(line[41...]), target: id))
    }
  }

  private mutating func readCapability(_ text: String, place: String) throws(GitError) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    switch parts.first {
    case "object-format":
      guard parts.last == "sha1" else {
        throw GitError(.unsupportedRepository, "unsupported objectformat: \(parts.last ?? "")", place: place)
      }
    case "filter": filter = parts.count > 1 ? parts[1] : ""
    default: throw GitError(.unsupportedRepository, "unknown bundle capability", place: place)
    }
  }

  private static func malformed(_ place: String) -> GitError {
    GitError(.corruptPack, "the bundle's header is malformed", place: place)
  }
}

/// Lines from the beginning of a file, and where the last one ended.
private struct LineReader {
  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var filePosition: Int64 = 0

  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  var offset: Int64 { filePosition - Int64(buffer.count - start) }

  /// Without its end; nil where none ends.
  mutating func next() throws(GitError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      searched = buffer.count
      guard filePosition < limit, try fill() else { return nil }
    }
  }

  private mutating func fill() throws(GitError) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let position = Int(filePosition)
    let count = chunk.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, position) }
    guard count >= 0 else { throw GitError(systemCode: errno, doing: "read", place: "bundle") }
    buffer += chunk.prefix(count)
    filePosition += Int64(count)
    return count > 0
  }
}

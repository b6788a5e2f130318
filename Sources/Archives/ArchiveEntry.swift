/// One entry of an archive. Nothing of it is ever written to a disk: its names are words and no places.
package struct ArchiveEntry: Sendable {
  package enum Kind: Sendable, Hashable {
    case file, folder, link, hardLink, device, other
    /// What an overlay file system writes in place of a file that was deleted.
    case whiteout
  }

  /// Between the name of an archive and the name of what is in it.
  package static let separator = Array("!/".utf8)

  /// From the outermost archive inwards; the last is its own. Where a name begins with `/` or `./`, that is cut.
  package let names: [[UInt8]]
  package let kind: Kind
  /// As its header claims; nil where that says nothing.
  package let size: Int64?
  /// Seconds since 1970, as claimed.
  package let modified: Int64?
  /// What a link leads to, which is never followed.
  package let target: [UInt8]?

  package var name: [UInt8] { names.last ?? [] }
  package var path: [UInt8] { ArchiveEntry.path(names) }

  static func path(_ names: [[UInt8]]) -> [UInt8] { Array(names.joined(separator: separator)) }

  /// A name as archives are searched: without the root in front of it.
  static func trimmed(_ name: some Collection<UInt8>, limit: Int = .max) -> [UInt8] {
    var rest = name[...]
    while true {
      if rest.first == slash {
        rest = rest.dropFirst()
      } else if rest.starts(with: [dot, slash]) {
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    return Array(rest.prefix(limit))
  }

  private static let (slash, dot): (UInt8, UInt8) = (0x2F, 0x2E)

  /// What a compressed file is called when it is not: `dump.sql` for `dump.sql.gz`.
  static func expandedName(of name: [UInt8]) -> [UInt8] {
    let base = name.split(separator: slash).last.map(Array.init) ?? []
    for suffix in [".gz", ".bz2", ".xz", ".zst", ".lz4", ".lz", ".Z"] where base.count > suffix.utf8.count {
      if base.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        return Array(base.dropLast(suffix.utf8.count))
      }
    }
    return base
  }
}

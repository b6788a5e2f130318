/// What the first bytes of a file say that it is: archives and compressed files are told by these, not by names.
package enum ArchiveKind: Sendable, Hashable {
  case zip, sevenZip, rar, tar, cpio, ar, cab, rpm
  /// One compressed stream, of whatever: a tar or a single file.
  case compressed

  /// Bytes that have to be looked at: a tar's mark stands at byte 257, and its check sum covers 512.
  package static let sampleSize = 512

  /// Nil for everything else. Looks at no more than `sampleSize` bytes.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8 else { return nil }
    switch bytes[0] {
    case 0x50 where ArchiveKind.zipMarks.contains { bytes.starts(with: $0) }: self = .zip
    case 0x37 where bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]): self = .sevenZip
    case 0x52 where bytes.starts(with: Array("Rar!\u{1A}\u{7}".utf8)): self = .rar
    case 0x21 where bytes.starts(with: Array("!<arch>\n".utf8)): self = .ar
    case 0x4D where bytes.starts(with: Array("MSCF\0\0\0\0".utf8)): self = .cab
    case 0xED where bytes.starts(with: [0xED, 0xAB, 0xEE, 0xDB]): self = .rpm
    case _ where ArchiveKind.isCompressed(bytes): self = .compressed
    case 0x30 where ArchiveKind.isCPIO(bytes): self = .cpio
    case _ where ArchiveKind.isTar(bytes): self = .tar
    default: return nil
    }
  }

  private static let zipMarks: [[UInt8]] = [
    [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8, 0x50, 0x4B, 3, 4],
    // A spanned archive that fits into one part.
    [0x50, 0x4B, 0x30, 0x30, 0x50, 0x4B, 3, 4],
  ]

  private static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch (bytes[0], bytes[1]) {
    // RFC 1952: deflate is the only method, three flag bits are reserved.
    case (0x1F, 0x8B): bytes[2] == 8 && bytes[3] & 0xE0 == 0
    // compress(1).
    case (0x1F, 0x9D): bytes[2] & 0x60 == 0 && (9...16).contains(bytes[2] & 0x1F)
    case (0x42, 0x5A): isBzip2(bytes)
    case (0xFD, 0x37): bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
    case (0x28, 0xB5): bytes[2] == 0x2F && bytes[3] == 0xFD
    case (0x04, 0x22): bytes[2] == 0x4D && bytes[3] == 0x18
    case (0x4C, 0x5A): bytes.starts(with: Array("LZIP\u{1}".utf8))
    // A skippable frame in front of Zstandard's: what pzstd and seekable writers begin with.
    case (0x50...0x5F, 0x2A): bytes[2] == 0x4D && bytes[3] == 0x18
    default: false
    }
  }

  private static func isBzip2(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 10, bytes[2] == 0x68, (0x31...0x39).contains(bytes[3]) else { return false }
    let block = Array(bytes[4..<10])
    return block == [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] || block == [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
  }

  /// The ASCII forms: a mark and a header of nothing but digits.
  private static func isCPIO(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let isNew = bytes.starts(with: Array("070701".utf8)) || bytes.starts(with: Array("070702".utf8))
    let isOld = bytes.starts(with: Array("070707".utf8))
    let size = isNew ? 110 : 76
    guard isNew || isOld, bytes.count > size else { return false }
    return bytes[..<size].allSatisfy { byte in
      (0x30...0x37).contains(byte)
        || (isNew && ((0x38...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)))
    }
  }

  /// By the header's check sum, as the format before POSIX has no mark: the sum of its bytes with the sum's own
  /// field taken as blanks.
  private static func isTar(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 512, bytes[0] != 0 else { return false }
    let field = bytes[148..<156]
    var claimed = 0
    for byte in field where byte != 0x20 && byte != 0 {
      guard (0x30...0x37).contains(byte) else { return false }
      claimed = claimed << 3 | Int(byte & 7)
    }
    guard claimed > 0 else { return false }
    var plain = 8 * 0x20
    var signed = 8 * 0x20
    for index in 0..<512 where !(148..<156).contains(index) {
      plain += Int(bytes[index])
      signed += Int(Int8(bitPattern: bytes[index]))
    }
    return claimed == plain || claimed == signed
  }
}

extension ArchiveKind {
  package init?(_ bytes: [UInt8]) {
    let kind = bytes.withUnsafeBytes { ArchiveKind($0) }
    guard let kind else { return nil }
    self = kind
  }
}

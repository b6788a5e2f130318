/// A path as the file system has it: bytes, in no encoding in particular.
package struct BytePath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// `/` between the parts.
  package let bytes: [UInt8]

  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  package init(_ text: String) { bytes = Array(text.utf8) }

  /// From a C string.
  init(_ start: UnsafePointer<CChar>) {
    var bytes: [UInt8] = []
    var place = start
    while place.pointee != 0 {
      bytes.append(UInt8(bitPattern: place.pointee))
      place += 1
    }
    self.bytes = bytes
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// This path below `folder`; the empty folder is the one that paths are relative to.
  package func below(_ folder: BytePath) -> BytePath {
    if folder.isEmpty { return self }
    return BytePath(folder.bytes.last == 0x2F ? folder.bytes + bytes : folder.bytes + [0x2F] + bytes)
  }

  func appending(_ name: BytePath) -> BytePath { name.below(self) }

  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // The terminating zero was just added.
      body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }

  /// For messages and names; bytes that are no UTF-8 become `\xNN`, so that different paths stay different.
  package var description: String { BytePath.text(bytes) }

  static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.reduce(into: "") { result, byte in
      if byte < 0x80 {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "\\x" + String(byte, radix: 16)
      }
    }
  }

  package static func < (left: BytePath, right: BytePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Writes tars byte by byte, also such as no program writes.
package struct TarWriter {
  package private(set) var bytes: [UInt8] = []

  package enum Kind: UInt8 {
    case file = 0x30
    case hardLink = 0x31
    case link = 0x32
    case character = 0x33
    case folder = 0x35
    case pipe = 0x36
    case longName = 0x4C
  }

  package init() {}

  /// - Parameter claimed: the size that the header tells, where that is a lie.
  package mutating func add(
    _ name: String, _ content: [UInt8] = [], _ kind: Kind = .file, target: String = "",
    at seconds: Int64 = TemporaryRepository.epoch, claimed: Int? = nil
  ) {
    if name.utf8.count > 100 {
      add("././@LongLink", Array(name.utf8) + [0], .longName)
    }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Collection<UInt8>, at place: Int, _ room: Int) {
      header.replaceSubrange(place..<place + min(room, text.count), with: text.prefix(room))
    }
    func octal(_ number: Int, at place: Int, _ digits: Int) {
      let text = String(number, radix: 8)
      put((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8, at: place, digits)
    }
    put(name.utf8, at: 0, 100)
    octal(0o644, at: 100, 7)
    octal(0, at: 108, 7)
    octal(0, at: 116, 7)
    octal(claimed ?? content.count, at: 124, 11)
    octal(Int(seconds), at: 136, 11)
    put([UInt8](repeating: 0x20, count: 8), at: 148, 8)
    header[156] = kind.rawValue
    put(target.utf8, at: 157, 100)
    put(Array("ustar".utf8) + [0, 0x30, 0x30], at: 257, 8)
    octal(0, at: 329, 7)
    octal(0, at: 337, 7)
    octal(header.reduce(0) { $0 + Int($1) }, at: 148, 6)
    header[154] = 0
    bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  package mutating func add(_ name: String, _ text: String, at seconds: Int64 = TemporaryRepository.epoch) {
    add(name, Array(text.utf8), at: seconds)
  }

  package var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}

import Findings

/// Builds credentials that carry dates, at run time.
enum DatedSamples {
  static func base64(_ bytes: some Collection<UInt8>, url: Bool = false, pads: Bool = true) -> String {
    let alphabet = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (url ? "-_" : "+/"))
    var result = ""
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...group.count { result.append(alphabet[word >> (18 - 6 * place) & 63]) }
      if pads { result += String(repeating: "=", count: 3 - group.count) }
    }
    return result
  }

  static func jwt(_ payload: String, pads: Bool = false) -> [UInt8] {
    let parts = [#"{"alg":"HS256","typ":"JWT"}"#, payload, "signature"]
    return Array(parts.map { base64(Array($0.utf8), url: true, pads: pads) }.joined(separator: ".").utf8)
  }

  static func bigEndian(_ number: UInt64, bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * (bytes - 1 - $0))) }
  }

  static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = content.count
    let header = length < 128 ? [UInt8(length)] : [0x82] + bigEndian(UInt64(length), bytes: 2)
    return [tag] + (length < 128 || length > 255 ? header : [0x81, UInt8(length)]) + content
  }

  /// The outline of a certificate; what is not read is left out or made up.
  static func certificate(from: String, until: String, isUTC: Bool = true, hasVersion: Bool = true) -> [UInt8]
  {
    let tag: UInt8 = isUTC ? 0x17 : 0x18
    let validity = der(0x30, der(tag, Array(from.utf8)) + der(tag, Array(until.utf8)))
    let name = der(0x30, [])
    let version = hasVersion ? der(0xA0, der(0x02, [2])) : []
    let algorithm = der(0x30, der(0x06, [0x2B, 0x65, 0x70]))
    let body = version + der(0x02, [1]) + algorithm + name + validity + name + der(0x30, [])
    return der(0x30, der(0x30, body) + algorithm + der(0x03, [0] + [UInt8](repeating: 7, count: 64)))
  }

  static func pem(_ der: [UInt8], newline: String = "\n") -> [UInt8] {
    let body = Array(base64(der))
    let lines = stride(from: 0, to: body.count, by: 64).map { String(body[$0..<min($0 + 64, body.count)]) }
    let dashes = String(repeating: "-", count: 5)
    let block = ["\(dashes)BEGIN CERTIFICATE\(dashes)"] + lines + ["\(dashes)END CERTIFICATE\(dashes)", ""]
    return Array(block.joined(separator: newline).utf8)
  }

  static func sshCertificate(type: String, keyFields: Int, after: UInt64, before: UInt64) -> [UInt8] {
    func field(_ bytes: [UInt8]) -> [UInt8] { bigEndian(UInt64(bytes.count), bytes: 4) + bytes }
    var blob = field(Array(type.utf8)) + field([UInt8](repeating: 1, count: 32))
    for _ in 0..<keyFields { blob += field([UInt8](repeating: 2, count: 33)) }
    blob += bigEndian(7, bytes: 8) + bigEndian(1, bytes: 4) + field(Array("key id".utf8))
    blob += field(field(Array("root".utf8))) + bigEndian(after, bytes: 8) + bigEndian(before, bytes: 8)
    return Array("\(type) \(base64(blob)) someone@host".utf8)
  }

  /// Digits of a number in a base, most significant first.
  static func digits(_ number: UInt64, alphabet: String, count: Int) -> String {
    let alphabet = Array(alphabet)
    var rest = number
    var result: [Character] = []
    for _ in 0..<count {
      result.insert(alphabet[Int(rest % UInt64(alphabet.count))], at: 0)
      rest /= UInt64(alphabet.count)
    }
    return String(result)
  }

  static let crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  static func ulid(at time: Timestamp) -> String {
    digits(UInt64(time.seconds) * 1000, alphabet: crockford, count: 10) + "0123456789ABCDEF"
  }
}

internal import Findings
internal import Foundation

/// A JSON document of an image. What is not as it should be is as if it were not there.
struct ImageDocument {
  let value: Any

  init(_ value: Any) { self.value = value }

  /// Nil where it is no JSON.
  init?(_ bytes: [UInt8]) {
    do { value = try JSONSerialization.jsonObject(with: Data(bytes)) } catch { return nil }
  }

  subscript(_ name: String) -> ImageDocument? {
    (value as? [String: Any]).flatMap { $0[name] }.map { ImageDocument($0) }
  }

  var string: String? { value as? String }
  var bool: Bool { value as? Bool ?? false }
  var list: [ImageDocument] { (value as? [Any] ?? []).map { ImageDocument($0) } }
  var strings: [String] { list.compactMap(\.string) }
  var members: [(name: String, value: ImageDocument)] {
    (value as? [String: Any] ?? [:]).sorted { $0.key < $1.key }.map { ($0, ImageDocument($1)) }
  }

  /// RFC 3339 with a fraction of a second, which nothing here needs.
  var date: Timestamp? {
    guard let text = string else { return nil }
    guard let point = text.firstIndex(of: ".") else { return Timestamp(parsing: text) }
    let rest = text[text.index(after: point)...].drop { ("0"..."9").contains($0) }
    return Timestamp(parsing: text[..<point] + rest)
  }

  /// `sha256:…`: the digits alone.
  var digest: String? { string.flatMap { ImageDocument.digits($0.split(separator: ":").last ?? "") } }

  static func digits(_ text: some StringProtocol) -> String? {
    let isDigest =
      text.utf8.count == 64
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
    return isDigest ? String(text) : nil
  }

  /// Every string below it, as `name=value`.
  func leaves(_ name: String, depth: Int = 0) -> [String] {
    guard depth < 16 else { return [] }
    if let string { return [name.isEmpty ? string : "\(name)=\(string)"] }
    return list.flatMap { $0.leaves(name, depth: depth + 1) }
      + members.flatMap { $0.value.leaves($0.name, depth: depth + 1) }
  }
}

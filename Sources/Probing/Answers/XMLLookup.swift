/// Finds the text of the first element of a name. It reads answers of known services, not XML at large: entities
/// and CDATA stay as they are.
enum XMLLookup {
  static func text(of name: String, in bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let opening = text.firstRange(of: "<\(name)>"),
      let closing = text[opening.upperBound...].firstRange(of: "</\(name)>")
    else { return nil }
    let inner = text[opening.upperBound..<closing.lowerBound]
    return inner.isEmpty || inner.contains("<") ? nil : String(inner)
  }
}

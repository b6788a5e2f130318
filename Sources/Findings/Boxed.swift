/// A value on the heap: for members that are large and mostly absent, so that what holds them stays small.
final class Boxed<Value: Codable & Sendable & Hashable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }

  required init(from decoder: any Decoder) throws { value = try Value(from: decoder) }
}

extension Boxed: Codable {
  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Boxed: Hashable {
  static func == (left: Boxed, right: Boxed) -> Bool { left.value == right.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

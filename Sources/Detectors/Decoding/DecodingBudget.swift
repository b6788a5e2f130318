/// Bounds the work that one encoded text can make: what is decoded of it, over all layers, in bytes.
final class DecodingBudget {
  private var left = 0

  /// Three layers of base64, each broken into lines, take seven times their size.
  private static let factor = 16
  private static let floor = 1 << 16

  /// For an encoded text of that many characters that stands in no other one.
  func renew(for count: Int) { left = count * DecodingBudget.factor + DecodingBudget.floor }

  /// False when so much must not be decoded any more.
  func spend(_ count: Int) -> Bool {
    left -= count
    return left >= 0
  }
}

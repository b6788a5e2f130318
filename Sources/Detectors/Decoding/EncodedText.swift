/// Where an encoded text stands.
struct EncodedText {
  /// Its lines, or itself.
  let pieces: [Range<Int>]
  /// What the answer depends on.
  let reach: Reach
}

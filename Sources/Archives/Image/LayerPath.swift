/// Paths in a layer: from the image's root, without `.`, `..` and doubled slashes.
package enum LayerPath {
  package static func normalised(_ path: some Collection<UInt8>) -> [UInt8] {
    var parts: [Array<UInt8>.SubSequence] = []
    for part in Array(path).split(separator: 0x2F) where !part.elementsEqual([0x2E]) {
      if part.elementsEqual([0x2E, 0x2E]) { _ = parts.popLast() } else { parts.append(part) }
    }
    return Array(parts.joined(separator: [0x2F]))
  }

  /// The folders around it, innermost first; the root is the empty path.
  static func folders(above path: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: 0x2F) {
      rest = rest[..<slash]
      result.append(Array(rest))
    }
    return path.isEmpty ? [] : result + [[]]
  }
}

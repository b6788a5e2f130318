internal import SwiftASN1

/// Reads DER (X.690) that may be anything: what does not parse is nil. The parser bounds depth itself.
enum DERDocument {
  static func root(of bytes: [UInt8]) -> ASN1Node? {
    do {
      return try DER.parse(bytes)
    } catch {
      // No DER: that it tells nothing is the whole answer.
      return nil
    }
  }
}

extension ASN1Node {
  /// Nodes of a constructed one, none of a primitive one.
  var parts: [ASN1Node] {
    guard case .constructed(let nodes) = content else { return [] }
    return Array(nodes)
  }

  /// Content of a primitive one.
  var bytes: ArraySlice<UInt8>? {
    guard case .primitive(let bytes) = content else { return nil }
    return bytes
  }

  /// The dotted numbers of an object identifier.
  var objectID: String? {
    do {
      return try ASN1ObjectIdentifier(derEncoded: self).description
    } catch {
      // Another type, or damaged.
      return nil
    }
  }

  /// An INTEGER without leading zeros.
  var magnitude: ArraySlice<UInt8>? {
    guard identifier == .integer, let bytes, !bytes.isEmpty else { return nil }
    return bytes.drop { $0 == 0 }
  }
}

extension Collection<UInt8> {
  /// Bits of a number without leading zeros.
  var bitCount: Int { first.map { count * 8 - $0.leadingZeroBitCount } ?? 0 }
}

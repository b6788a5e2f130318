internal import Findings

/// Searches the strings of a JSON document, their escapes taken out, and the names of its members.
struct PayloadSearch {
  private let spotter: SecretSpotter
  private var names: PlaceholderNames
  /// Fingerprints that do not count.
  private let isAllowed: (SecretSpot) -> Bool
  private(set) var found: [PayloadFinding] = []

  init(_ spotter: SecretSpotter, _ names: PlaceholderNames, isAllowed: @escaping (SecretSpot) -> Bool) {
    self.spotter = spotter
    self.names = names
    self.isAllowed = isAllowed
  }

  /// The document with placeholders for what was found in it. `place` is where it stands: `tool_input`.
  mutating func mask(_ value: JSONDocument, at place: String, named name: [UInt8]? = nil) -> JSONDocument {
    switch value {
    case .null, .bool, .number: return value
    case .string(let text): return .string(mask(text, at: place, named: name))
    case .array(let elements):
      return .array(
        list(elements, at: place).enumerated().map { mask($1, at: "\(place)[\($0)]", named: name) })
    case .object(let members):
      return .object(
        members.map { member in
          let name = mask(member.name, at: "a name in \(place)", named: nil)
          // A name that is a secret is not repeated.
          let shown = name == member.name ? String(decoding: member.name.prefix(64), as: UTF8.self) : "…"
          return JSONDocument.Member(
            name: name, value: mask(member.value, at: "\(place).\(shown)", named: member.name))
        })
    }
  }

  mutating func search(file text: [UInt8], named path: String, lines: ClosedRange<Int>?) {
    for spot in counted(spotter.spots(in: text)) {
      let last = spot.line + text[spot.place].count { $0 == 0x0A }
      if let lines, !lines.overlaps(spot.line...last) { continue }
      found.append(PayloadFinding(spot, place: .file(shown(path), line: spot.line)))
    }
  }

  private mutating func mask(_ text: [UInt8], at place: String, named name: [UInt8]?) -> [UInt8] {
    guard text.count >= PayloadSearch.least else { return text }
    var spots = counted(spotter.spots(in: text)).map {
      Found(spot: $0, start: $0.place.lowerBound, end: $0.place.upperBound)
    }
    if let lead = PayloadSearch.lead(name, of: text) {
      let told = counted(spotter.spots(in: lead + text + [UInt8(ascii: "\"")]))
      spots += told.map {
        Found(spot: $0, start: $0.place.lowerBound - lead.count, end: $0.place.upperBound - lead.count)
      }
      .filter { $0.end > 0 && $0.start < text.count }
    }
    let distinct = PayloadSearch.distinct(spots)
    for found in distinct {
      let line = text[..<max(0, found.start)].count { $0 == 0x0A } + 1
      let start = text[..<max(0, found.start)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      self.found.append(
        PayloadFinding(found.spot, place: .text(place, line: line, column: max(0, found.start) - start + 1)))
    }
    return replaced(text, distinct)
  }

  /// A spot with its place in the text that is masked.
  private struct Found {
    let spot: SecretSpot
    let start: Int
    let end: Int
  }

  /// In order; of those that overlap the first and longest.
  private static func distinct(_ spots: [Found]) -> [Found] {
    spots.sorted { ($0.start, $1.end) < ($1.start, $0.end) }.reduce(into: []) { kept, spot in
      if let last = kept.last, spot.start < last.end {
        if spot.end > last.end {
          kept[kept.count - 1] = Found(spot: last.spot, start: last.start, end: spot.end)
        }
      } else {
        kept.append(spot)
      }
    }
  }

  /// What a short value is assigned to tells what it is: `"api_key": "`.
  private static func lead(_ name: [UInt8]?, of text: [UInt8]) -> [UInt8]? {
    guard let name, name.count <= 128, text.count <= 1024, !text.contains(0x0A) else { return nil }
    return [UInt8(ascii: "\"")] + name + Array("\": \"".utf8)
  }

  /// No shorter text holds a secret.
  private static let least = 5

  /// Words of a command line tell what the next one is: `--token`, then the value.
  private mutating func list(_ elements: [JSONDocument], at place: String) -> [JSONDocument] {
    let texts = elements.compactMap(\.bytes)
    guard texts.count == elements.count, texts.count > 1 else { return elements }
    let joined = Array(texts.joined(separator: [0x20]))
    let spots = counted(spotter.spots(in: joined))
    guard !spots.isEmpty else { return elements }
    var start = 0
    return texts.enumerated().map { index, text in
      defer { start += text.count + 1 }
      let range = start..<start + text.count
      let inside = spots.filter { $0.place.overlaps(range) }
      for spot in inside where spot.place.lowerBound >= start {
        found.append(
          PayloadFinding(
            spot, place: .text("\(place)[\(index)]", line: 1, column: spot.place.lowerBound - start + 1)))
      }
      let masked = replaced(
        text,
        inside.map {
          Found(
            spot: $0, start: max(0, $0.place.lowerBound - start),
            end: min(text.count, $0.place.upperBound - start))
        })
      return .string(masked)
    }
  }

  private func counted(_ spots: [SecretSpot]) -> [SecretSpot] { spots.filter { !isAllowed($0) } }

  private mutating func replaced(_ text: [UInt8], _ spots: [Found]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for found in spots where found.end > position {
      result += text[position..<max(position, found.start)]
      result += names.name(of: found.spot.secret)
      position = min(found.end, text.count)
    }
    return result + text[position...]
  }

  /// The path as a message may show it: it can hold a secret itself.
  private mutating func shown(_ path: String) -> String {
    let bytes = Array(path.utf8)
    let spots = spotter.spots(in: bytes).map {
      Found(spot: $0, start: $0.place.lowerBound, end: $0.place.upperBound)
    }
    return Escaping.shown(String(decoding: replaced(bytes, PayloadSearch.distinct(spots)), as: UTF8.self))
  }
}

/// A secret in what an agent asked about.
struct PayloadFinding {
  enum Place {
    case text(String, line: Int, column: Int)
    case file(String, line: Int)
  }

  /// As its detector calls it.
  let name: String
  /// Prefix and length.
  let redacted: String
  let fingerprint: Fingerprint
  let place: Place

  init(_ spot: SecretSpot, place: Place) {
    name = spot.name
    redacted = spot.secret.redacted
    fingerprint = spot.fingerprint
    self.place = place
  }

  /// `GitHub personal access token ghp_… (40 chars) in tool_input.command, line 1, column 9`
  var sentence: String {
    switch place {
    case .text(let place, let line, let column):
      "\(name) \(redacted) in \(place), line \(line), column \(column)"
    case .file(let path, let line): "\(name) \(redacted) at \(path):\(line)"
    }
  }
}

import Detectors
import Findings
import TestRepositories

/// A made-up history: files full of secrets under all kinds of edits.
struct RandomHistory {
  private(set) var stream: [UInt8] = []
  private(set) var versions: Set<[UInt8]> = []
  private var random: SeededRandom
  private var secrets: SecretMaker
  private var known: [String] = []

  init(seed: UInt64, commits: Int) {
    random = SeededRandom(seed: seed)
    secrets = SecretMaker(seed: seed &+ 1000)
    var files = (0..<4).map { _ in (0..<Int.random(in: 20...120, using: &random)).map { _ in line() } }
    for number in 0..<commits {
      let file = Int.random(in: 0..<files.count, using: &random)
      for _ in 0..<Int.random(in: 1...3, using: &random) { edit(&files[file], all: files) }
      let separator = Int.random(in: 0..<12, using: &random) == 0 ? "\r\n" : "\n"
      var text = files[file].joined(separator: separator)
      if Int.random(in: 0..<4, using: &random) > 0 { text += separator }
      cut(&text)
      add(Array(text.utf8), file: file, number: number)
    }
  }

  /// What scanning every version as a plain text gives.
  func expected() throws -> Set<String> {
    let matcher = Matcher(ScanPlan(TestCatalog.whole))
    return versions.reduce(into: []) { result, version in
      version.withUnsafeBytes { text in
        for match in matcher.resolve(matcher.match(text), in: text) {
          let id = TestCatalog.whole.detectors[match.detector].id
          result.insert(
            "\(id) \(String(decoding: match.value, as: UTF8.self).replacing("\n", with: "\\x0a"))")
        }
      }
    }
  }

  private mutating func add(_ content: [UInt8], file: Int, number: Int) {
    versions.insert(content)
    let date = TemporaryRepository.epoch + Int64(number) * TemporaryRepository.day
    stream += Array("commit refs/heads/main\ncommitter C <c@example.org> \(date) +0000\ndata 1\nc\n".utf8)
    stream += Array("M 100644 inline file\(file).txt\ndata \(content.count)\n".utf8) + content + [0x0A]
  }

  private mutating func line() -> String {
    switch Int.random(in: 0..<18, using: &random) {
    case 0: return remember("value \(secrets.token()) end")
    case 1: return remember("  " + secrets.keyLine())
    case 2: return remember(secrets.block())
    case 3: return remember("id \(secrets.pairID()) and \(secrets.pairSecret())")
    case 4:
      return remember("host=\(["alpha", "beta"][Int.random(in: 0...1, using: &random)]) \(secrets.login())")
    case 5: return remember("blob: " + encoded("{\"auth\": \"\(secrets.token())\"}"))
    case 9: return remember(encodedLine())
    case 6: return known.randomElement(using: &random) ?? ""
    case 7:
      return String(repeating: secrets.letters(12) + " ", count: Int.random(in: 50...200, using: &random))
    case 8: return ""
    default: return "let \(secrets.letters(6)) = \(secrets.letters(9))"
    }
  }

  private mutating func remember(_ line: String) -> String {
    known.append(line)
    return line
  }

  /// A secret in any other encoding, in one line or several.
  private mutating func encodedLine() -> String {
    let text = "host=alpha token \(secrets.token()); \(secrets.keyLine())\n\(secrets.login())"
    let hex = text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "hex: \(hex.joined())"
    case 1: return "url: /a?b=" + hex.map { "%" + $0 }.joined()
    case 2: return "js: \"" + hex.map { "\\x" + $0 }.joined() + "\""
    case 3: return "twice: " + encoded(encoded(text))
    case 4: return "json: \"{\\\"a\\\": \\\"\(secrets.token())\\\"}\""
    case 5: return lines(encoded(text + " " + text), separator: "\n    ")
    default: return "text: \"" + lines(encoded(text + " " + text), separator: "\\n") + "\""
    }
  }

  private func lines(_ text: String, separator: String) -> String {
    stride(from: 0, to: text.count, by: 64).map { String(text.dropFirst($0).prefix(64)) }.joined(
      separator: separator)
  }

  private func encoded(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 3).map { start in
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = (Array(group) + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      return String((0...group.count).map { alphabet[word >> (18 - 6 * $0) & 63] })
    }.joined()
  }

  /// Changes some lines: inserted, removed, replaced, joined, moved, copied, cut in half, doubled.
  private mutating func edit(_ lines: inout [String], all: [[String]]) {
    guard lines.count > 8 else {
      lines.append(line())
      return
    }
    let place = Int.random(in: 0..<lines.count - 4, using: &random)
    let other = Int.random(in: 0..<lines.count - 4, using: &random)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: lines.remove(at: place)
    case 1: lines[place] = line()
    case 2: lines[place] += lines.remove(at: place + 1)
    case 3:
      let block = Array(lines[place..<place + 4])
      lines.removeSubrange(place..<place + 4)
      lines.insert(contentsOf: block, at: min(other, lines.count))
    case 4: lines.insert(contentsOf: (all.randomElement(using: &random) ?? []).prefix(6), at: place)
    case 5: lines[place] = String(lines[place].prefix(lines[place].count / 2))
    case 6: lines[place] = String(lines[place].suffix(lines[place].count / 2))
    case 7: lines[place] += lines[place]
    case 8: lines[place] = "x" + lines[place]
    case 9: lines.insert(line(), at: 0)
    default: lines.insert(line(), at: place)
    }
  }

  /// Now and then the file ends or begins in the middle of a line.
  private mutating func cut(_ text: inout String) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: text = String(text.dropLast(Int.random(in: 1...40, using: &random)))
    case 1: text = String(text.dropFirst(Int.random(in: 1...40, using: &random)))
    default: break
    }
  }
}

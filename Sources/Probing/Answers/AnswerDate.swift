internal import Findings

/// Dates as providers write them.
enum AnswerDate {
  /// ISO 8601 with or without fractions and zone, `2026-01-02 03:04:05 UTC`, `… -0700`, seconds or milliseconds
  /// since 1970. Nil for anything else and for what is not within 1990 to 2200.
  static func time(_ text: String) -> Timestamp? {
    let time = number(text) ?? Timestamp(parsing: normal(text))
    guard let time, (631_152_000...7_258_118_400).contains(time.seconds) else { return nil }
    return Timestamp(seconds: time.seconds)
  }

  /// `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110, section 5.6.7).
  static func httpTime(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
      return nil
    }
    return Timestamp(parsing: "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
  }

  private static func number(_ text: String) -> Timestamp? {
    guard let value = Double(text), value.isFinite, value.magnitude < 1e15, value > 9999 else { return nil }
    return Timestamp(seconds: Int64(value > 1e11 ? value / 1000 : value))
  }

  /// Drops the fraction and writes the zone as the parser takes it.
  private static func normal(_ text: String) -> String {
    var text = text
    for zone in [" UTC", " GMT"] where text.hasSuffix(zone) { text = text.dropLast(4) + "Z" }
    if let point = text.firstIndex(of: ".") {
      let end = text[text.index(after: point)...].firstIndex { !$0.isNumber } ?? text.endIndex
      text.removeSubrange(point..<end)
    }
    // ` -0700` and `+0000`.
    let tail = Array(text.suffix(6))
    if tail.count == 6, tail[0] == " ", tail[1] == "+" || tail[1] == "-" {
      text = text.dropLast(6) + "\(tail[1])\(tail[2])\(tail[3]):\(tail[4])\(tail[5])"
    } else if tail.count == 6, tail[1] == "+" || tail[1] == "-", tail[2...].allSatisfy(\.isNumber) {
      text = text.dropLast(5) + "\(tail[1])\(tail[2])\(tail[3]):\(tail[4])\(tail[5])"
    }
    return text
  }
}

extension Timestamp {
  /// `2024-02-29T13:05:09Z`: always in UTC, so that reports from different zones compare byte by byte.
  package var iso8601: String {
    let (year, month, day) = civil
    let second = secondsOfDay
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
      + "T\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))Z"
  }

  /// `2024-02-29`, in UTC.
  package var date: String { String(iso8601.prefix(while: { $0 != "T" })) }

  /// The calendar date in UTC. Days-to-civil conversion after Howard Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms" (proleptic Gregorian calendar).
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = floorDivide(Int(seconds), 86_400) + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Reads `2024-02-29`, `2024-02-29T13:05:09Z`, `2024-02-29T13:05:09+01:00` (a space may stand for `T`,
  /// seconds and zone may be missing: UTC then) or a plain count of seconds since 1970. Nil on anything else.
  package init?(parsing text: some StringProtocol) {
    if let seconds = Int64(text), text.count > 8 || text.hasPrefix("-") {
      self.init(seconds: seconds)
      return
    }
    var fields = FieldReader(text.utf8)
    guard let year = fields.number(digits: 4), fields.skip("-"), let month = fields.number(digits: 2),
      fields.skip("-"), let day = fields.number(digits: 2), (1...12).contains(month),
      (1...Timestamp.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    var second = 0
    var zone = 0
    if fields.skip("T") || fields.skip("t") || fields.skip(" ") {
      guard let time = fields.time(), let minutes = fields.zone() else { return nil }
      second = time
      zone = minutes
    }
    guard fields.isAtEnd else { return nil }
    let days = Timestamp.daysFromCivil(year: year, month: month, day: day)
    self.init(seconds: Int64(days * 86_400 + second - zone * 60), zoneMinutes: zone)
  }

  /// Midnight UTC at the start of a calendar day.
  package init(year: Int, month: Int, day: Int) {
    self.init(seconds: Int64(Timestamp.daysFromCivil(year: year, month: month, day: day) * 86_400))
  }

  private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private var secondsOfDay: Int { Int(seconds) - floorDivide(Int(seconds), 86_400) * 86_400 }
}

/// Reads fixed-width decimal fields from ASCII text.
private struct FieldReader {
  private var rest: [UInt8]

  init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits, rest.prefix(digits).allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    defer { rest.removeFirst(digits) }
    return rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Seconds of the day; fractions of a second are read and dropped.
  mutating func time() -> Int? {
    guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2), hour < 24, minute < 60
    else { return nil }
    guard skip(":") else { return hour * 3600 + minute * 60 }
    guard let second = number(digits: 2), second < 61 else { return nil }
    if skip(".") { while number(digits: 1) != nil {} }
    return hour * 3600 + minute * 60 + second
  }

  /// Minutes east of UTC; 0 where no zone is written.
  mutating func zone() -> Int? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : skip("+") ? 1 : 0
    guard sign != 0, let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    guard let minutes = isAtEnd ? 0 : number(digits: 2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

private func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
  dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor)
}

private func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

internal import Findings

/// Dates that signed addresses carry in their parameters.
enum AddressDates {
  /// Azure shared access signatures: `st` and `se`, as ISO 8601 times (storage) or seconds (Service Bus).
  static func azureSAS(_ value: [UInt8]) -> CarriedDates? {
    let fields = parameters(of: value)
    return CarriedDates(
      notBefore: fields["st"].flatMap { Timestamp(parsing: $0) },
      expires: fields["se"].flatMap { Timestamp(parsing: $0) }, source: "azure-sas"
    ).unlessEmpty
  }

  /// AWS Signature Version 4 in the query: `X-Amz-Date`, and `X-Amz-Expires` in seconds, a week at most. A
  /// Bedrock short-term key is such an address in base64 behind `bedrock-api-key-`.
  static func awsPresigned(_ value: [UInt8]) -> CarriedDates? {
    var fields = parameters(of: value)
    if fields["x-amz-date"] == nil {
      let prefix = Array("bedrock-api-key-".utf8)
      let start = value.firstIndex(of: prefix).map { $0 + prefix.count } ?? value.startIndex
      guard let inner = LenientBase64.decode(value[start...]) else { return nil }
      fields = parameters(of: inner)
    }
    guard let created = fields["x-amz-date"].flatMap(basicTime) else { return nil }
    let lifetime = fields["x-amz-expires"].flatMap { Int64($0) }
    let expires = lifetime.flatMap { (1...604_800).contains($0) ? $0 : nil }
      .map { Timestamp(seconds: created.seconds + $0) }
    return CarriedDates(created: created, expires: expires, source: "aws-presigned")
  }

  /// `20240229T130509Z`, the basic format of ISO 8601.
  private static func basicTime(_ text: String) -> Timestamp? {
    let digits = Array(text)
    guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return nil }
    return Timestamp(
      parsing: "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))T"
        + "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))Z")
  }

  /// Names in lower case; the first of equal names counts. `&`, its HTML form, `;`, white space and quotes
  /// separate.
  static func parameters(of value: [UInt8]) -> [String: String] {
    guard value.count <= 1 << 16 else { return [:] }
    var result: [String: String] = [:]
    for field in value.split(whereSeparator: { "?&; \"'\n\r\t".utf8.contains($0) }) {
      guard let sign = field.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = field[..<sign].text.lowercased()
      if result[name] == nil { result[name] = percentDecoded(field[field.index(after: sign)...]).text }
    }
    return result
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(rest.prefix(2).text, radix: 16), rest.count >= 2 {
        result.append(code)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

internal import Findings

/// Dates that tokens carry in a documented field.
enum TokenDates {
  /// RFC 7519: `iat`, `nbf` and `exp` of the payload; `iad`, a date in words, is monday.com's.
  static func jwt(_ value: [UInt8]) -> CarriedDates? {
    guard let token = JWTParts(value) else { return nil }
    let claims = JSONScalars.values(in: token.payload)
    return CarriedDates(
      created: claims["iat"].flatMap(moment) ?? claims["iad"].flatMap(moment),
      notBefore: claims["nbf"].flatMap(moment), expires: claims["exp"].flatMap(moment), source: "jwt"
    ).unlessEmpty
  }

  /// `sntrys_`, base64 of a JSON object with `iat`, `_`, random characters.
  static func sentry(_ value: [UInt8]) -> CarriedDates? {
    guard let claims = sentryClaims(value) else { return nil }
    return CarriedDates(created: claims["iat"].flatMap(moment), source: "sentry").unlessEmpty
  }

  static func sentryClaims(_ value: [UInt8]) -> [String: String]? {
    let prefix = Array("sntrys_".utf8)
    guard let start = value.firstIndex(of: prefix) else { return nil }
    let body = value[(start + prefix.count)...].prefix { $0 != UInt8(ascii: "_") }
    guard body.count <= 1 << 14, let json = LenientBase64.decode(body) else { return nil }
    return JSONScalars.values(in: json)
  }

  /// Fernet specification: version byte 0x80, then the time of creation as eight bytes of seconds.
  static func fernet(_ value: [UInt8]) -> CarriedDates? {
    guard value.count <= 1 << 20, let bytes = LenientBase64.decode(value), bytes.count >= 57 else {
      return nil
    }
    guard bytes.first == 0x80, let seconds = bytes.dropFirst().bigEndian(8) else { return nil }
    return CarriedDates(created: Timestamp(epochSeconds: seconds), source: "fernet").unlessEmpty
  }

  /// Azure's common annotated keys: behind 52 random characters and the signature `JQQJ99` (the last
  /// character may differ) stand the year, from `A` for 2024 on, and the month, from `A` for January on.
  /// Source: microsoft/security-utilities. Gives the first day of the month.
  static func azureKey(_ value: [UInt8]) -> CarriedDates? {
    for run in value.alphanumericRuns() where run.count >= 84 {
      let key = Array(run)
      guard key[52..<57].elementsEqual("JQQJ9".utf8), (0x41...0x5A).contains(key[58]),
        (0x41...0x4C).contains(key[59])
      else { continue }
      let month = Timestamp(year: 2024 + Int(key[58] - 0x41), month: Int(key[59] - 0x41) + 1, day: 1)
      return CarriedDates(created: month, source: "azure-key")
    }
    return nil
  }

  /// A claim's time: a number, a number in quotes, or a date in words.
  private static func moment(_ text: String) -> Timestamp? {
    if let number = Double(text) { return Timestamp(epoch: number) }
    return Timestamp(parsing: text)
  }
}

extension CarriedDates {
  /// Nil when no date was found.
  var unlessEmpty: CarriedDates? { created == nil && notBefore == nil && expires == nil ? nil : self }
}

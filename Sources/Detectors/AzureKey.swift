/// Azure identifiable keys: base-64 text that ends in a four-character signature of the service, four bytes of
/// Marvin32 and padding. Source: microsoft/security-utilities, `IdentifiableMetadata`.
enum AzureKey {
  static func accepts(_ value: [UInt8]) -> Bool {
    let text = Array(value.prefix { $0 != UInt8(ascii: "=") })
    guard value.count - text.count <= 2, value.dropFirst(text.count).allSatisfy({ $0 == UInt8(ascii: "=") }),
      text.count > 10, let service = service(endingIn: text.dropLast(6)),
      let bytes = service.alphabet.canonicalBytes(text)
    else { return false }
    let expected = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return service.seeds.contains { Marvin32.hash(bytes.dropLast(4), seed: $0) == expected }
  }

  /// Checksum under the service's first seed, with padding to a multiple of four characters.
  static func suffix(for body: [UInt8]) -> [UInt8]? {
    guard let service = service(endingIn: body[...]), let seed = service.seeds.first else { return nil }
    let suffix = service.alphabet.continuation(of: body) { bytes in
      let hash = Marvin32.hash(bytes, seed: seed)
      return (0..<4).map { UInt8(truncatingIfNeeded: hash >> ($0 * 8)) }
    }
    guard let suffix else { return nil }
    let padding = (4 - (body.count + suffix.count) % 4) % 4
    return suffix + [UInt8](repeating: UInt8(ascii: "="), count: padding)
  }

  private struct Service {
    let alphabet: BitText
    let seeds: [UInt64]
  }

  private static func service(endingIn body: ArraySlice<UInt8>) -> Service? {
    services[String(decoding: body.suffix(4), as: UTF8.self)]
  }

  /// By signature. A seed is the eight characters of a key kind's name, first character highest.
  private static let services: [String: Service] = {
    let messaging = ["Send0000", "Listen00", "Manage00", "System00", "Unknown0"]
    let standard = [
      "+ASt": ["Default0"], "+ABa": ["AbAcct00"], "+AMC": ["Classic0"], "+ACR": ["ACRDflt0"],
      "+ASb": messaging, "+AEh": messaging, "+ARm": messaging,
      "ACDb": [
        "Encryp00", "MastRW00", "MastRO00", "Resour00", "SysAll00", "SystRO00", "SystRW00",
      ],
      "AIoT": ["IoTHub00", "DpsKey00", "Device00"],
      "APIM": ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"],
    ]
    let url = ["AzFu": ["Functi00", "System00", "Master00"], "AzSe": ["Query000", "PAdmin00"]]
    var services: [String: Service] = [:]
    for (signature, kinds) in standard {
      services[signature] = Service(alphabet: .base64, seeds: kinds.map(seed))
    }
    for (signature, kinds) in url {
      services[signature] = Service(alphabet: .base64url, seeds: kinds.map(seed))
    }
    return services
  }()

  private static func seed(_ kind: String) -> UInt64 { kind.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
}

import Detectors
import Findings
import Testing

@Suite struct ChecksumTests {
  /// Vectors that the formats' owners publish; none opens anything. Split, so that no scanner takes them for keys.
  @Test(arguments: [
    (Checksum.github, ["ghp", "_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"]),
    (.github, ["npm", "_qkJaB6MffYVzZXWqmcoF49yrUxP3wf", "0LsakP"]),
    (.grafana, ["glsa", "_iNValIdinValiDinvalidinvalidinva_", "5b582697"]),
    (.azureKey, [String(repeating: "a", count: 76), "+AS", "t5mnCaw=="]),
    (.azureKey, [String(repeating: "a", count: 76), "AC", "DbOpqrYA=="]),
    (.azureKey, [String(repeating: "a", count: 76), "AP", "IMHbKhsQ=="]),
    (.azureKey, [String(repeating: "a", count: 33), "+AE", "hG2s/8w="]),
    (.azureKey, [String(repeating: "a", count: 33), "AI", "oTOumzco="]),
    (.azureKey, [String(repeating: "a", count: 42), "Az", "SeCjhzCu"]),
    (.azureKey, [String(repeating: "d", count: 42), "+AC", "RCUDxQE"]),
    (.azureKey, [String(repeating: "d", count: 44), "Az", "Fu182vhA=="]),
    (.nkey, ["GBXFXNDLV4LSWA4VB7YIL5GB", "D7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L"]),
    (.bech32, ["A1", "2UEL5L"]), (.bech32, ["a1", "2uel5l"]),
    (.bech32, ["split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"]),
  ])
  func `published vectors pass`(checksum: Checksum, parts: [String]) {
    #expect(checksum.accepts(parts.joined().utf8))
  }

  /// Templates of one valid token each.
  static let templates: [Checksum: [String]] = [
    .github: ["ghp_{alnum:30}{crc:github}", "npm_{alnum:30}{crc:github}"],
    .gitlab: ["glpat-{base64url:27}.01.0r{crc:gitlab}", "glpat-{base64url:60}.1o{crc:gitlab}"],
    .grafana: ["glsa_{alnum:32}_{crc:grafana}"],
    .matrix: ["syt_{base64url:8}_{alpha:20}_{crc:matrix}"],
    .azureKey: [
      "{base64:76}+ASt{crc:azure-key}", "{base64:76}ACDb{crc:azure-key}", "{base64:33}+AEh{crc:azure-key}",
      "{base64url:42}AzSe{crc:azure-key}", "{base64url:44}AzFu{crc:azure-key}",
    ],
    .nkey: ["SU{base32:52}{crc:nkey}", "S{base32:51}{crc:nkey}"],
    .bech32: ["AGE-SECRET-KEY-1{bech32:52}{crc:bech32}"],
  ]

  @Test(arguments: Checksum.allCases)
  func `generated tokens pass, and no single changed character does`(checksum: Checksum) throws {
    let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    for source in try #require(Self.templates[checksum]) {
      let template = try ExampleTemplate(source)
      for seed in 0..<40 as Range<UInt64> {
        let token = Array(template.text(seed: seed).utf8)
        try #require(checksum.accepts(token), "\(source)")
        // The prefix is the detector's business, and for GitHub no part of the sum.
        let start = checksum == .github ? 4 : 0
        for index in start..<token.count where token[index] != UInt8(ascii: "_") {
          var changed = token
          changed[index] = alphabet[(index * 7 + Int(seed)) % alphabet.count]
          guard changed != token else { continue }
          #expect(!checksum.accepts(changed), "\(source) changed at \(index)")
        }
      }
    }
  }

  @Test(arguments: Checksum.allCases)
  func `no value crashes a checksum`(checksum: Checksum) {
    var generator = SeededRandom(seed: 1)
    for count in 0..<200 {
      let value = (0..<count).map { _ in UInt8.random(in: 32...255, using: &generator) }
      _ = checksum.accepts(value)
      _ = checksum.suffix(for: value)
    }
    #expect(!checksum.accepts([]))
    #expect(!checksum.accepts("_".utf8))
  }
}

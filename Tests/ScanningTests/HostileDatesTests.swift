import Detectors
import Findings
import Scanning
import Testing

struct HostileDatesTests {
  typealias Samples = DatedSamples

  @Test func `hostile bytes are read without a crash`() {
    var random = SeededRandom(seed: 42)
    let seeds = HostileDatesTests.mutationSeeds
    for round in 0..<4000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      for carrier in Detector.DateCarrier.allCases {
        let dates = CarriedDates.read(
          carrier, from: bytes, introducedNotAfter: nil, now: CarriedDatesTests.now)
        for date in [dates?.created, dates?.notBefore, dates?.expires].compactMap(\.self) {
          #expect(Timestamp(parsing: date.iso8601) == date)
        }
      }
    }
  }

  static var mutationSeeds: [[UInt8]] {
    let certificate = Samples.certificate(from: "240101000000Z", until: "250101120000Z")
    var random = SeededRandom(seed: 1)
    return [
      Samples.jwt(#"{"iat":1700000000,"exp":"1800000000"}"#), Samples.pem(certificate),
      Array(Samples.base64(certificate).utf8),
      Samples.sshCertificate(type: "ssh-rsa-cert-v01@openssh.com", keyFields: 2, after: 1, before: .max),
      Array("X-Amz-Date=20240229T130509Z&X-Amz-Expires=43200&se=2024-01-01&st=%3".utf8),
      (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) },
      Array(String(repeating: "[", count: 5000).utf8),
    ] + CarriedDatesTests.identifiers.map { Array($0.1.utf8) }
  }
}

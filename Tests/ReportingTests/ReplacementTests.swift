import Findings
import Testing

@testable import Reporting

struct ReplacementTests {
  private func detector(
    _ id: String, _ provider: String, _ lifetime: LifetimeClass, replacement: String? = nil,
    revoke: String? = nil
  ) -> DetectorSummary {
    DetectorSummary(
      id: id, name: id, provider: provider, category: "x", severity: .high, lifetime: lifetime,
      revoke: revoke, replacement: replacement, reference: "https://docs.example/format")
  }

  /// In source code, where no agent reads it.
  private let finding = SampleReport.finding(
    1, count: 1, detector: "x", validity: .live, rotation: .none, placement: .head, exposure: Exposure(),
    occurrences: [SampleReport.occurrence("src/a.swift")])

  @Test func `every replacement is documented by its maker`() {
    #expect(ReplacementTable.all.count > 100)
    for option in ReplacementTable.all {
      #expect(option.reference.flatMap(safeAddress) != nil, "\(option.text)")
      #expect(!option.text.isEmpty && option.text.last != ".")
    }
  }

  @Test(arguments: [
    ("pk-rsa", "Private key", "pki secrets engine"), ("pk-pgp", "Private key", "Sigstore"),
    ("pk-openssh-encrypted", "Private key", "SSH certificates"), ("bip39", "Cryptocurrency", "signer"),
    ("mongodb-atlas-api-key", "MongoDB", "service account"),
    ("mongodb-password", "MongoDB", "database secrets engine"),
    ("postgres-password", "PostgreSQL", "database secrets engine"),
    ("azure-devops-pat", "Microsoft Azure", "principal"),
    ("zoom-s2s", "Zoom", "one hour"), ("nobody-knows", "Nobody", "no keyless way is known"),
  ])
  func `what fits a credential comes first`(_ id: String, _ provider: String, _ words: String) {
    let all = Replacement.all(for: finding, detector: detector(id, provider, .longLived))
    #expect(all.contains { $0.text.contains(words) }, "\(all.map(\.text))")
    #expect(Set(all).count == all.count)
  }

  @Test func `what has an end date is replaced too, and what is short-lived is not`() {
    let expiring = detector("new-token", "Nobody", .expiring, replacement: "an installation token")
    let all = Replacement.all(for: finding, detector: expiring)
    #expect(all.map(\.text) == ["an installation token"])
    #expect(all.map(\.reference) == [nil], "what documents the format does not document what replaces it")
    #expect(Replacement.all(for: finding, detector: detector("bare", "Nobody", .expiring)).isEmpty)
    #expect(Replacement.all(for: finding, detector: detector("github-job", "GitHub", .ephemeral)).isEmpty)
  }

  @Test func `a detector that does not say how to revoke still says where`() {
    #expect(detector("a", "Acme", .longLived).ending == "no documented way is known: look in Acme's settings")
    #expect(detector("a", "generic", .longLived).ending.hasSuffix("look at the service that issued it"))
    #expect(
      detector("a", "Acme", .longLived, revoke: "DELETE /keys/{id}").ending == "by its API: DELETE /keys/{id}"
    )
    #expect(detector("a", "Acme", .longLived, revoke: "press it").ending == "press it")
  }
}

import EmbeddedDetectors
import Findings
import Testing

@testable import Detectors

@Suite struct ProbeTests {
  private func reading(_ probe: String) -> Result<Probe?, DetectorError> {
    let text = """
      provider = "Sample"
      category = "saas"
      [[detector]]
      id = "sample"
      name = "Sample"
      severity = "high"
      lifetime = "long-lived"
      pattern = '(?<site>x)(smp_[a-z]{9})'
      literals = ["smp_"]
      [detector.examples]
      positive = ["xsmp_{lower:9}"]
      [detector.probe]
      \(probe)
      """
    return Result { () throws(DetectorError) in
      try DetectorFile(name: "sample.toml", text: text).detectors.first?.probe
    }
  }

  private static let good = """
    class = "read-only-get"
    scheme = "bearer"
    url = "https://api.sample.test/me"
    live = { status = 200, field = "id" }
    dead = [{ status = 401 }]
    basis = "documented"
    source = "https://sample.test/docs"
    checked-on = 2026-01-01
    """

  @Test func `a probe is read with all its parts`() throws {
    let probe = try #require(try reading(Self.good).get())
    #expect(probe.host == "api.sample.test")
    #expect(probe.path == "/me")
    #expect(probe.template == "Bearer {secret}")
    #expect(probe.live == Probe.Answer(status: [200], field: "id"))
  }

  @Test(arguments: [
    (#"scheme = "bearer""#, "", "'scheme' is missing"),
    ("https://api.sample.test/me", "http://api.sample.test/me", "'url' does not begin with https://"),
    ("api.sample.test", "{site}", "the host is not a constant name"),
    ("api.sample.test", "{site}.test", "the host is not a constant name"),
    ("api.sample.test", "{nobody}.sample.test", "the host names no companion"),
    ("api.sample.test", "api.{site}.test", "the host is not a constant name"),
    ("api.sample.test", "127.0.0.1", "the host is not a constant name"),
    ("api.sample.test", "user@api.sample.test", "the host is not a constant name"),
    ("api.sample.test", "api.sample.test:8080", "the host is not a constant name"),
    ("/me", "/me/{secret}", "a secret in the address needs class"),
    ("/me", "/me/{nobody}", "is no companion of the detector"),
    (#"class = "read-only-get""#, #"class = "introspection-post""#, "needs method"),
    (#"scheme = "bearer""#, "scheme = \"bearer\"\nmethod = \"POST\"", "needs a 'note'"),
    (#"scheme = "bearer""#, "scheme = \"bearer\"\nmethod = \"POST\"\nnote = \"n\"", "does not post"),
    (", field = \"id\" }", " }", "'live' names no field"),
    ("dead = [{ status = 401 }]", "", "'dead' is missing"),
    ("status = 401", "status = 403", "a bare 403 says nothing"),
    ("status = 401", "status = 500", "429 and 5xx"),
    (#"source = "https://sample.test/docs""#, "source = \"a page\"", "'source' is no https address"),
    (#"basis = "documented""#, "basis = \"hearsay\"", "unknown basis"),
    (#"basis = "documented""#, "", "'basis' is missing"),
    ("checked-on = 2026-01-01", "", "'checked-on' is missing"),
    (#"scheme = "bearer""#, "scheme = \"bearer\"\nuser = \"u\"", "'user' means nothing with scheme"),
    (#"scheme = "bearer""#, "scheme = \"bearer\"\nuserr = \"u\"", "unknown key 'userr'"),
    (#"scheme = "bearer""#, "scheme = \"postgres\"", "scheme and class do not fit"),
    (#"scheme = "bearer""#, "scheme = \"none\"", "scheme 'none' is for public look-ups"),
  ])
  func `a probe that breaks a rule is refused with its place`(old: String, new: String, complaint: String) {
    let text = Self.good.replacing(old, with: new)
    guard case .failure(let error) = reading(text) else {
      Issue.record("accepted: \(new)")
      return
    }
    #expect("\(error)".contains(complaint), "\(error)")
    #expect("\(error)".hasPrefix("sample.toml:"))
  }

  @Test func `at least 120 detectors carry a probe`() {
    let probes = DetectorCatalog.embedded.detectors.compactMap(\.probe)
    #expect(probes.count >= 120)
    #expect(probes.allSatisfy { $0.checkedOn > Timestamp(year: 2026, month: 1, day: 1) })
  }

  @Test func `braces that hold no name stand for themselves`() {
    let filled = ProbeTemplate.filled(#"{"q":"{ a }","t":"{secret}{"}"#) { $0 == "secret" ? [0x78] : nil }
    #expect(filled.map { String(decoding: $0, as: UTF8.self) } == #"{"q":"{ a }","t":"x{"}"#)
    #expect(ProbeTemplate.filled("{nobody}") { _ in nil } == nil)
  }
}

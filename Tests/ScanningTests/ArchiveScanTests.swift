import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Archives as targets, and those that a scan meets.
struct ArchiveScanTests {
  private let folder: ArchiveFolder
  private var secrets = SecretMaker(seed: 91)

  init() throws { folder = try ArchiveFolder() }

  private func scan(_ name: String, _ change: @Sendable (inout ScanOptions) -> Void = { _ in }) async
    -> Scanned
  {
    await Scanned(folder.path + "/" + name, change)
  }

  /// What a finding says, without the archive that it lies in.
  private func outline(_ scanned: Scanned, cutting prefix: String) -> Set<String> {
    Set(
      scanned.report.findings.flatMap { finding in
        finding.occurrences.map { place in
          let path = place.path.hasPrefix(prefix) ? String(place.path.dropFirst(prefix.count)) : place.path
          return "\(finding.fingerprint) \(finding.confidence) \(path):\(place.line):\(place.column) "
            + "\(place.key ?? "-") \(place.surface?.rawValue ?? "-") \(place.encoding ?? "-")"
        }
      })
  }

  @Test mutating func `a folder gives the same findings in every form it is packed in`() async throws {
    var random = SeededRandom(seed: 17)
    for number in 0..<30 {
      let lines = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        switch Int.random(in: 0..<9, using: &random) {
        case 0: secrets.token()
        case 1: secrets.keyLine()
        case 2: secrets.block()
        case 3: "host=\("example") \(secrets.login())"
        default: "line \(secrets.letters(30))"
        }
      }
      let name = ["src/main.txt", ".env", "conf/app.yml", "docs/x.md", "test/t.txt", "k8s/a.yaml"][number % 6]
      try folder.write("plain/\(number)/\(name)", lines.joined(separator: "\n"))
    }
    let plain = await scan("plain")
    let expected = outline(plain, cutting: "")
    #expect(expected.count > 50)
    for (suffix, options) in ArchiveFolder.forms {
      let name = "packed.\(suffix)"
      try folder.pack("plain", into: name, options)
      let packed = await scan(name)
      #expect(packed.report.complete)
      #expect(packed.report.targets.map(\.kind) == [.archive])
      #expect(outline(packed, cutting: "\(folder.path)/\(name)!/") == expected, "\(suffix)")
    }
  }

  @Test mutating func `a secret in a jar in a war has a path with both`() async throws {
    let token = secrets.token()
    try folder.write("token", token)
    try folder.python(
      """
      def z(*members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as f:
          for name, data in members: f.writestr(name, data)
        return out.getvalue()
      jar = z(("BOOT-INF/classes/application.yml", b"a: b\\n" + open("token", "rb").read()))
      open("app.war", "wb").write(z(("lib/app.jar", jar)))
      os.remove("token")
      """)
    let finding = try #require(await scan("app.war").finding(token))
    let place = try #require(finding.occurrences.first)
    #expect(place.path == "\(folder.path)/app.war!/lib/app.jar!/BOOT-INF/classes/application.yml")
    #expect((place.line, place.column) == (2, 1))
    #expect(place.surface == .configuration)
    #expect(finding.placement == .uncommitted)
    // The same among the files of a folder, and in none where archives stay closed.
    let found = await scan("")
    #expect(
      found.finding(token)?.occurrences.map(\.path) == [
        "app.war!/lib/app.jar!/BOOT-INF/classes/application.yml"
      ])
    #expect(await scan("") { $0.archives = .never }.values.isEmpty)
    #expect(await scan("app.war") { $0.archives = .never }.values.isEmpty)
  }

  @Test mutating func `in a repository's work tree archives are opened where that is asked for`() async throws
  {
    let token = secrets.token()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "text")
    try folder.write("source/x.txt", token)
    try folder.pack("source", into: "x.tar.gz", ["--gzip"])
    try repository.write("x.tar.gz", bytes: folder.read("x.tar.gz"))
    #expect(await Scanned(repository).values.isEmpty)
    let opened = await Scanned(repository) { $0.archives = .always }
    #expect(opened.finding(token)?.occurrences.map(\.path) == ["x.tar.gz!/x.txt"])
    #expect(opened.finding(token)?.placement == .uncommitted)
  }

  @Test mutating func `in a history a secret in an archive has the dates of the archive's commits`()
    async throws
  {
    let (old, new) = (secrets.token(), secrets.token())
    let repository = try TemporaryRepository()
    for (number, token) in [old, new].enumerated() {
      try folder.write("source/lib/x.txt", "line\n" + token)
      try folder.pack("source", into: "x.jar", ["--format", "zip"])
      try repository.write("libs/app.jar", bytes: folder.read("x.jar"))
      try repository.commit(at: TemporaryRepository.epoch + Int64(number) * 30 * TemporaryRepository.day)
    }
    #expect(await Scanned(repository).values.isEmpty)
    for isPacked in [false, true] {
      if isPacked { try repository.repack() }
      let scanned = await Scanned(repository) { $0.archives = .always }
      #expect(scanned.report.complete)
      let finding = try #require(scanned.finding(old))
      #expect(finding.occurrences.map(\.path) == ["libs/app.jar!/lib/x.txt"])
      #expect(finding.occurrences.map(\.line) == [2])
      #expect((finding.placement, finding.rotation) == (.history, .superseded))
      #expect(finding.exposure.start?.seconds == TemporaryRepository.epoch)
      #expect(scanned.finding(new)?.placement == .head)
    }
  }

  @Test mutating func `what cannot be opened makes the report incomplete, and is searched as it lies`()
    async throws
  {
    let token = secrets.token()
    var tar = TarWriter()
    tar.add("whole.txt", "text")
    tar.add("cut.txt", Array((token + "\n").utf8), claimed: 100_000)
    try folder.write("cut.tar", tar.bytes)
    let scanned = await scan("cut.tar")
    #expect(scanned.values == [token])
    #expect(scanned.incomplete.map(\.code) == ["archive-corrupt"])
    try folder.write("x/closed", token)
    try folder.run(
      [
        "bsdtar", "-cf", "closed.zip", "--format", "zip", "--options", "zip:encryption=aes256",
        "--passphrase", "w", "x",
      ])
    let closed = await scan("closed.zip")
    #expect(closed.values.isEmpty)
    #expect(closed.incomplete.map(\.code) == ["archive-encrypted"])
    #expect(closed.incomplete.first?.place?.hasSuffix("closed.zip!/x/closed") == true)
  }

  @Test mutating func `an archive on standard input or at the end of a link is opened too`() async throws {
    let token = secrets.token()
    try folder.write("source/x.txt", token)
    try folder.pack("source", into: "x.zip", ["--format", "zip"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/x.zip")
    #expect(await scan("link").values == [token])
  }

  @Test mutating func `a repository in an archive and a bundle in a folder are named`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", secrets.token())
    try repository.repack()
    try repository.git("bundle", "create", "-q", folder.path + "/all.bundle", "--all")
    try folder.run(["bsdtar", "-cf", "r.tar", "-C", repository.path, ".git"])
    let codes = await scan("").report.diagnostics.map(\.code)
    #expect(codes.filter { $0 == "nested-repository" }.count == 2)
  }
}

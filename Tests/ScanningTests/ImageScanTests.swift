import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Container images: layers date a secret, and take it away.
struct ImageScanTests {
  private let folder: ArchiveFolder
  private var secrets = SecretMaker(seed: 93)
  private static let (january, march, may) = (
    "2021-01-01T00:00:00Z", "2021-03-01T10:00:00.5Z", "2021-05-01T00:00:00Z"
  )

  init() throws { folder = try ArchiveFolder() }

  private func scan(_ image: ImageMaker, _ change: @Sendable (inout ScanOptions) -> Void = { _ in })
    async throws
    -> Scanned
  {
    try folder.write("image.tar", image.saved)
    return await Scanned(folder.path + "/image.tar", change)
  }

  private func time(_ text: String) -> Timestamp? { Timestamp(parsing: text.replacing(".5", with: "")) }

  @Test mutating func `a secret that a later layer deletes has its age and its end`() async throws {
    let (token, kept) = (secrets.token(), secrets.token())
    var image = ImageMaker()
    image.copy([("app/base", "text")], at: Self.january)
    image.copy([("app/.env", "KEY=\(token)"), ("app/kept", kept)], "COPY .env /app", at: Self.march)
    image.copy([("app/.wh..env", "")], "RUN rm /app/.env", at: Self.may)
    let scanned = try await scan(image)
    #expect(scanned.report.complete)
    #expect(scanned.report.targets.map(\.kind) == [.image])
    #expect(scanned.report.targets.map(\.branch) == ["app:1.0"])
    #expect(scanned.report.targets.map(\.revision) == [image.id])
    let finding = try #require(scanned.finding(token))
    #expect(finding.placement == .history)
    #expect(finding.rotation == .removed)
    #expect(finding.exposure.start == time(Self.march))
    #expect(finding.exposure.removedAt == time(Self.may))
    #expect(finding.exposure.removedBy?.subject == "RUN rm /app/.env")
    #expect(finding.exposure.firstCommit?.subject == "COPY .env /app")
    #expect(finding.exposure.firstCommit?.layer == LayerMark(step: 2, hasFiles: true, isDated: true))
    #expect(finding.exposure.firstCommit?.id == ImageMaker.digest(try #require(image.steps[1].layer)))
    let place = try #require(finding.occurrences.first)
    #expect((place.path, place.isInPlace) == ("app/.env", false))
    #expect(place.surface == .envFile)
    #expect(place.removed?.layer?.step == 3)
    #expect(finding.events.map(\.kind) == [.removed])
    let other = try #require(scanned.finding(kept))
    #expect((other.placement, other.rotation) == (.head, .none))
    #expect(other.exposure.removedAt == nil)
  }

  @Test(arguments: [
    [("app/.wh..wh..opq", "")], [(".wh.app", "")], [("app", "a file in the folder's place")],
    [("app/conf/.wh..wh..opq", ""), ("app/conf/new", "text")],
  ])
  func `a folder that goes takes everything with it`(files: [(String, String)]) async throws {
    var secrets = SecretMaker(seed: 5)
    let token = secrets.token()
    var image = ImageMaker()
    image.copy([("app/conf/key", token)], at: Self.january)
    image.copy(files, at: Self.march)
    let finding = try #require(try await scan(image).finding(token))
    #expect((finding.placement, finding.rotation) == (.history, .removed))
  }

  @Test mutating func `another value at the same path and key supersedes`() async throws {
    let (old, new) = (secrets.keyValue(), secrets.keyValue())
    var image = ImageMaker()
    image.copy([("app/conf", "passkey = \"\(old)\"")], at: Self.january)
    image.copy([("app/conf", "passkey = \"\(new)\"")], at: Self.march)
    let scanned = try await scan(image)
    let finding = try #require(scanned.finding(old))
    #expect(finding.rotation == .superseded)
    #expect(finding.events.map(\.successor) == [scanned.finding(new)?.fingerprint])
    #expect(scanned.finding(new)?.exposure.start == time(Self.march))
  }

  @Test mutating func `a value that comes back was not rotated`() async throws {
    let token = secrets.token()
    var image = ImageMaker()
    image.copy([("key", token)], at: Self.january)
    image.copy([(".wh.key", "")], at: Self.march)
    image.copy([("other", token)], at: Self.may)
    let finding = try #require(try await scan(image).finding(token))
    #expect((finding.placement, finding.rotation) == (.head, .none))
    #expect(finding.events.map(\.kind) == [.removed, .reintroduced])
    #expect(finding.exposure.start == time(Self.january))
    #expect(finding.exposure.removedAt == nil)
  }

  @Test mutating func `a second name of a file outlives the first`() async throws {
    let token = secrets.token()
    var tar = TarWriter()
    tar.add("a/key", token)
    tar.add("b/link", [], .hardLink, target: "a/key")
    var image = ImageMaker()
    image.layer(tar, "COPY", at: Self.january)
    image.copy([("a/.wh.key", "")], at: Self.march)
    let finding = try #require(try await scan(image).finding(token))
    #expect(finding.placement == .head)
    #expect(finding.occurrences.filter(\.isInPlace).map(\.path) == ["b/link"])
  }

  @Test mutating func `variables, labels and build arguments are searched, and dated by their step`()
    async throws
  {
    let (variable, label, argument) = (secrets.token(), secrets.token(), secrets.token())
    var image = ImageMaker()
    image.copy([("a", "text")], at: Self.january)
    image.step("/bin/sh -c #(nop)  ENV API=\(variable)", at: Self.march)
    image.step("|1 TOKEN=\(argument) /bin/sh -c make", at: Self.may)
    image.variables = ["PATH=/bin", "API=\(variable)"]
    image.labels = ["note": label]
    let scanned = try await scan(image)
    let finding = try #require(scanned.finding(variable))
    #expect((finding.placement, finding.rotation) == (.head, .none))
    #expect(finding.exposure.start == time(Self.march))
    #expect(finding.occurrences.map(\.path) == ["config.Env", "history"])
    #expect(finding.occurrences.map(\.line) == [2, 2])
    #expect(finding.occurrences.map(\.medium) == [.imageConfig, .imageConfig])
    #expect(finding.surfaces == [.containerImageDefinition])
    #expect(finding.exposure.firstCommit?.subject == "ENV API=[redacted]")
    #expect(scanned.finding(label)?.occurrences.map(\.path) == ["config.Labels"])
    #expect(scanned.finding(label)?.exposure.start == time(Self.january))
    let told = try #require(scanned.finding(argument))
    #expect((told.placement, told.rotation) == (.history, .none))
    #expect(told.exposure.start == time(Self.may))
    let json = try scanned.json().replacing(#""revealed" : "\#(argument)""#, with: "")
      .replacing(#""revealed" : "\#(variable)""#, with: "").replacing(#""revealed" : "\#(label)""#, with: "")
    for value in [variable, label, argument] { #expect(!json.contains(value.dropFirst(4).prefix(8))) }
  }

  @Test(arguments: ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00Z", nil, "yesterday"])
  func `a date that cannot be true dates nothing`(created: String?) async throws {
    var secrets = SecretMaker(seed: 6)
    let token = secrets.token()
    var image = ImageMaker()
    image.copy([("a", "text")], at: Self.january)
    image.copy([("key", token)], at: created)
    image.copy([("b", "text")], at: Self.may)
    let exposure = try #require(try await scan(image).finding(token)).exposure
    #expect(exposure.start == nil)
    #expect(exposure.dateSuspect)
    #expect(exposure.firstCommit?.layer?.isDated == false)
    #expect(exposure.bounds == DateBounds(earliest: time(Self.january), latest: time(Self.may)))
  }

  @Test mutating func `a layer that is older than the one below it is not believed`() async throws {
    let token = secrets.token()
    var image = ImageMaker()
    image.copy([("a", "text")], at: Self.may)
    image.copy([("key", token)], at: Self.january)
    #expect(try await scan(image).finding(token)?.exposure.start == nil)
  }

  @Test mutating func `an image without a history has places and no dates`() async throws {
    let token = secrets.token()
    var image = ImageMaker()
    image.copy([("key", token)], at: Self.january)
    image.isSilent = true
    let scanned = try await scan(image)
    #expect(scanned.finding(token)?.placement == .head)
    #expect(scanned.finding(token)?.exposure.start == nil)
  }

  @Test mutating func `an archive in a layer goes with the layer's file`() async throws {
    let token = secrets.token()
    try folder.write("x/application.yml", "a: \(token)")
    try folder.pack("x", into: "app.jar", ["--format", "zip"])
    var tar = TarWriter()
    tar.add("opt/app.jar", folder.read("app.jar"))
    var image = ImageMaker()
    image.layer(tar, "COPY app.jar /opt", at: Self.january)
    image.copy([("opt/.wh.app.jar", "")], at: Self.march)
    let finding = try #require(try await scan(image).finding(token))
    #expect(finding.occurrences.map(\.path) == ["opt/app.jar!/application.yml"])
    #expect(finding.placement == .history)
  }

  @Test mutating func `every form of an image gives the same findings`() async throws {
    var image = ImageMaker()
    image.copy([("a/one", secrets.token()), ("a/two", secrets.keyLine())], at: Self.january)
    image.copy([("a/.wh.one", ""), ("a/two", secrets.keyLine())], at: Self.march)
    image.variables = ["A=\(secrets.token())"]
    let expected = try told(await scan(image))
    #expect(expected.contains("superseded"))
    try folder.write("saved.tar", image.saved)
    try folder.run(["gzip", "-k", "saved.tar"])
    #expect(try told(await Scanned(folder.path + "/saved.tar.gz")) == expected)
    for program in [["cat"], ["gzip", "-c"], ["zstd", "-qc"]] {
      let files = try image.layoutFiles { layer in
        try folder.write("layer", layer)
        return try folder.run(program + ["layer"])
      }
      try folder.write("layout.tar", ImageMaker.tar(files))
      #expect(try told(await Scanned(folder.path + "/layout.tar")) == expected)
      for (name, bytes) in files { try folder.write("layout.\(program[0])/\(name)", bytes) }
      let unpacked = await Scanned(folder.path + "/layout." + program[0])
      #expect(unpacked.report.complete)
      #expect(unpacked.report.targets.map(\.kind) == [.image])
      #expect(try told(unpacked) == expected)
    }
  }

  private func told(_ scanned: Scanned) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(scanned.report.findings), as: UTF8.self)
  }

  @Test mutating func `what no image names is searched, and a layer that is not there is told`() async throws
  {
    let (token, other) = (secrets.token(), secrets.token())
    var image = ImageMaker()
    image.copy([("key", token)], at: Self.january)
    var files = image.savedFiles
    files.insert(("0000/left", Array(other.utf8)), at: 0)
    try folder.write("image.tar", ImageMaker.tar(files))
    let scanned = await Scanned(folder.path + "/image.tar")
    #expect(scanned.finding(other)?.placement == .unreachable)
    #expect(scanned.report.complete)
    try folder.write("image.tar", ImageMaker.tar(files.filter { !$0.name.hasSuffix("layer.tar") }))
    let torn = await Scanned(folder.path + "/image.tar")
    #expect(torn.incomplete.map(\.code) == ["archive-corrupt"])
  }

  @Test mutating func `two images in one file are two targets, and what both hold is one finding`()
    async throws
  {
    let token = secrets.token()
    var first = ImageMaker()
    first.copy([("key", token)], at: Self.march)
    var second = ImageMaker()
    second.copy([("base", "text")], at: Self.january)
    second.copy([("other", token)], at: Self.may)
    second.tag = "base:2"
    let both = try first.layoutFiles() + second.layoutFiles()
    let blobs = both.filter { $0.name.hasPrefix("blobs/") }
    let entries = try both.filter { $0.name == "index.json" }.flatMap { file in
      let index = try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any]
      return index?["manifests"] as? [Any] ?? []
    }
    let index = try JSONSerialization.data(withJSONObject: ["schemaVersion": 2, "manifests": entries])
    try folder.write(
      "two.tar", ImageMaker.tar(blobs + [("index.json", Array(index)), ("oci-layout", Array("{}".utf8))]))
    let scanned = await Scanned(folder.path + "/two.tar")
    #expect(scanned.report.targets.map(\.branch) == ["app:1.0", "base:2"])
    #expect(scanned.report.findings.count == 1)
    #expect(scanned.finding(token)?.exposure.start == time(Self.march))
    #expect(scanned.finding(token)?.occurrences.count == 2)
  }

  @Test mutating func `damaged documents and layers do no harm`() async throws {
    var image = ImageMaker()
    image.copy([("a/one", secrets.token())], at: Self.january)
    image.copy([("a/.wh.one", "")], at: Self.march)
    let saved = image.saved
    for round in FuzzRun(rounds: 60) {
      var random = Mutator(seed: round)
      try folder.write("image.tar", random.damaged(saved))
      _ = await Scanned(folder.path + "/image.tar")
    }
  }
}

import Archives
import TestRepositories
import Testing

/// Archives that are made to do harm: nothing is waited for, nothing grows without end, nothing ends in silence.
@Suite(.timeLimit(.minutes(10))) struct HostileArchiveTests {
  private static func zip(_ script: String) throws -> [UInt8] {
    let folder = try ArchiveFolder()
    try folder.python(
      """
      def z(*members, how=zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", how) as f:
          for name, data in members: f.writestr(name, data)
        return out.getvalue()
      data = b""
      \(script)
      open("out", "wb").write(data)
      """)
    return folder.read("out")
  }

  /// Small enough for a test, and refused by the same rule.
  private static var small: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.freely = 4 << 20
    return limits
  }

  @Test func `a zip bomb is left`() throws {
    let bomb = try Self.zip("data = z(*[(str(i), bytes(1 << 20)) for i in range(64)])")
    let found = Collected(bomb, Self.small, keepsContent: false)
    #expect(found.codes == [.limit])
    #expect(!found.isWhole)
    #expect(found.bytes <= Int(Self.small.ratio) * bomb.count)
  }

  @Test func `a bomb of bombs is left`() throws {
    let bomb = try Self.zip(
      """
      data = z(("x", bytes(1 << 20)))
      for _ in range(3): data = z(*[(str(i), data) for i in range(16)])
      """)
    let found = Collected(bomb, Self.small, keepsContent: false)
    #expect(found.codes == [.limit])
  }

  @Test(arguments: ["--gzip", "--xz", "--zstd"])
  func `a file that is one long run of zeros is left`(filter: String) throws {
    let folder = try ArchiveFolder()
    try folder.python("open('zeros', 'wb').truncate(256 << 20)")
    try folder.run(["bsdtar", "-cf", "bomb", filter, "--no-read-sparse", "zeros"])
    var limits = Self.small
    limits.entrySize = 1 << 20
    let found = Collected(folder.read("bomb"), limits, keepsContent: false)
    #expect(found.codes.contains(.limit))
    #expect(!found.isWhole)
  }

  @Test func `archives in archives end at a depth`() throws {
    let nested = try Self.zip(
      """
      data = b"the core"
      for i in range(12): data = z((f"level{i}.zip", data))
      """)
    let found = Collected(nested)
    #expect(found.codes == [.tooDeep])
    // It is searched as it lies.
    #expect(found.files.count == 1)
  }

  @Test func `a hundred thousand entries are read`() {
    var tar = TarWriter()
    for number in 0..<100_000 { tar.add("\(number)", [0x61]) }
    let found = Collected(tar.finished, keepsContent: false)
    #expect(found.order.count == 100_000)
    #expect(found.problems.isEmpty)
  }

  @Test func `more entries than are allowed are left, and that is said`() {
    var tar = TarWriter()
    for number in 0..<200 { tar.add("\(number)", []) }
    var limits = ArchiveLimits()
    limits.entries = 100
    let found = Collected(tar.finished, limits)
    #expect(found.order.count == 100)
    #expect(found.codes == [.limit])
  }

  @Test func `names lead nowhere`() {
    var tar = TarWriter()
    for name in ["../../etc/cron.d/x", "/etc/shadow", "./././y", "a/../../../z"] { tar.add(name, "text") }
    let found = Collected(tar.finished)
    #expect(found.order == ["a!/../../etc/cron.d/x", "a!/etc/shadow", "a!/y", "a!/a/../../../z"])
  }

  @Test func `of files of the same name each is read`() throws {
    let doubled = try Self.zip(
      """
      import warnings; warnings.simplefilter("ignore")
      data = z(("same", b"first"), ("same", b"second"))
      """)
    #expect(Collected(doubled).order == ["a!/same", "a!/same"])
  }

  @Test(arguments: ["zip:encryption=zipcrypt", "zip:encryption=aes256"])
  func `an encrypted file is named`(option: String) throws {
    let folder = try ArchiveFolder()
    try folder.write("closed", "text")
    try folder.run(
      ["bsdtar", "-cf", "out", "--format", "zip", "--options", option, "--passphrase", "word", "closed"])
    let found = Collected(folder.read("out"))
    #expect(found.codes == [.encrypted])
    #expect(!found.isWhole)
    #expect(found.files.isEmpty)
  }

  @Test func `a size that is a lie changes nothing`() throws {
    var packed = try Self.zip("data = z((\"a\", b\"some text\" * 100), (\"b\", b\"after\"))")
    // Sizes in the local header and in the directory: the content tells its own.
    for mark in [[0x50, 0x4B, 3, 4] as [UInt8], [0x50, 0x4B, 1, 2]] {
      let place = try #require(packed.indices.first { packed[$0...].starts(with: mark) })
      let size = place + (mark[2] == 3 ? 22 : 24)
      packed.replaceSubrange(size..<size + 4, with: [5, 0, 0, 0])
    }
    let found = Collected(packed)
    #expect(found.files["a!/a"]?.count == 900)
    #expect(found.files["a!/b"] == Array("after".utf8))
    #expect(!found.isWhole)
    #expect(found.codes == [.corrupt])
  }

  @Test(arguments: [1 << 33 - 1, 1_000_000])
  func `a tar that claims more than it has ends with a word`(claimed: Int) {
    var tar = TarWriter()
    tar.add("first", "text")
    tar.add("second", Array("cut off".utf8), claimed: claimed)
    let found = Collected(tar.bytes)
    #expect(found.files["a!/first"] == Array("text".utf8))
    #expect(found.codes == [.corrupt] || found.codes == [.tooLarge, .corrupt])
    #expect(!found.isWhole)
  }

  @Test(arguments: ["tar.gz", "tar.xz", "tar.zst", "tar.bz2", "zip", "7z"])
  func `an archive that is cut off anywhere is told`(suffix: String) throws {
    let folder = try ArchiveFolder()
    for number in 0..<5 {
      try folder.write("source/\(number)", String(repeating: "line \(number)\n", count: 500))
    }
    let options = try #require(ArchiveFolder.forms.first { $0.suffix == suffix }).options
    try folder.pack("source", into: "packed", options)
    let packed = folder.read("packed")
    #expect(Collected(packed).files.count == 5)
    for part in 1..<10 {
      let found = Collected(Array(packed.prefix(packed.count * part / 10)))
      // A zip's directory, which comes last, says nothing that its entries do not.
      #expect(!found.problems.isEmpty || found.files.count == 5, "\(part) tenths of it")
      #expect(found.isWhole == found.problems.isEmpty)
    }
  }

  @Test func `damage does no harm`() throws {
    let folder = try ArchiveFolder()
    for number in 0..<3 {
      try folder.write("source/\(number)", String(repeating: "line \(number)\n", count: 50))
    }
    let archives = try ArchiveFolder.forms.map { form in
      try folder.pack("source", into: "packed", form.options)
      return folder.read("packed")
    }
    for round in FuzzRun(rounds: 400) {
      var random = Mutator(seed: round)
      let damaged = random.damaged(archives[round % archives.count])
      let found = Collected(damaged, Self.small)
      #expect(found.isWhole || !found.problems.isEmpty)
    }
  }
}

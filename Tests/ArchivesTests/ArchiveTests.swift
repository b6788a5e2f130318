import Archives
import TestRepositories
import Testing

/// What is in an archive comes out of it, whatever the form.
struct ArchiveTests {
  private static let contents = [
    "a.txt": "one\n", "deep/er/b.yml": "two: 2\n", "empty": "", "names/ä ö 日本.txt": "three",
    "long/\(String(repeating: "n", count: 90))/\(String(repeating: "m", count: 90)).txt": "four",
  ]

  private func folder() throws -> ArchiveFolder {
    let folder = try ArchiveFolder()
    for (name, text) in Self.contents { try folder.write("source/" + name, text) }
    return folder
  }

  @Test(arguments: ArchiveFolder.forms.map(\.suffix))
  func `every form gives every file`(suffix: String) throws {
    let folder = try folder()
    let options = try #require(ArchiveFolder.forms.first { $0.suffix == suffix }).options
    try folder.pack("source", into: "packed", options)
    let found = Collected(folder.read("packed"))
    #expect(found.problems.isEmpty)
    #expect(found.isWhole)
    let expected = Dictionary(Self.contents.map { ("a!/" + $0, Array($1.utf8)) }, uniquingKeysWith: { $1 })
    #expect(found.files == expected)
  }

  @Test(arguments: [
    (["gzip", "-c"], "x.gz"), (["bzip2", "-c"], "x.bz2"), (["xz", "-c"], "x.xz"), (["zstd", "-qc"], "x.zst"),
    (["lz4", "-qc"], "x.lz4"),
  ])
  func `a single compressed file has the name that it had`(program: [String], name: String) throws {
    let folder = try ArchiveFolder()
    try folder.write("x", "some text\n")
    let packed = try folder.run(program + ["x"])
    #expect(ArchiveKind(packed) == .compressed)
    let found = Collected(packed, name: "logs/" + name)
    #expect(found.files == ["logs/\(name)!/x": Array("some text\n".utf8)])
  }

  @Test func `archives in archives are opened, and what stands in them is told with all names`() throws {
    let folder = try ArchiveFolder()
    try folder.python(
      """
      def z(*members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as f:
          for name, data in members: f.writestr(name, data)
        return out.getvalue()
      jar = z(("application.yml", b"inner"))
      war = z(("WEB-INF/lib/app.jar", jar), ("index.html", b"outer"))
      t = tarfile.open("all.tar.gz", "w:gz")
      info = tarfile.TarInfo("app.war"); info.size = len(war)
      t.addfile(info, io.BytesIO(war)); t.close()
      """)
    let found = Collected(folder.read("all.tar.gz"), name: "all.tar.gz")
    #expect(
      Set(found.files.keys) == [
        "all.tar.gz!/app.war!/WEB-INF/lib/app.jar!/application.yml", "all.tar.gz!/app.war!/index.html",
      ])
  }

  @Test func `links and devices are listed and not followed`() {
    var tar = TarWriter()
    tar.add("etc/passwd", "content")
    tar.add("absolute", [], .link, target: "/etc/passwd")
    tar.add("hard", [], .hardLink, target: "etc/passwd")
    tar.add("null", [], .character)
    tar.add("pipe", [], .pipe)
    tar.add("folder/", [], .folder)
    let found = Collected(tar.finished)
    #expect(Array(found.files.keys) == ["a!/etc/passwd"])
    #expect(found.listed.map(\.path) == ["a!/absolute", "a!/hard", "a!/null", "a!/pipe", "a!/folder/"])
    #expect(found.listed.map(\.kind) == [.link, .hardLink, .whiteout, .other, .folder])
    #expect(found.listed[0].target == "/etc/passwd")
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: [
    "plain text, nothing packed", "070707 is a number that begins a line", "BZh9 but no block",
    "PK but not a zip", String(repeating: "0", count: 600),
  ])
  func `text is no archive`(text: String) { #expect(ArchiveKind(Array(text.utf8)) == nil) }

  @Test func `a file that is too large is named, and the next is read`() {
    var tar = TarWriter()
    tar.add("large", [UInt8](repeating: 0x61, count: 5000))
    tar.add("small", "text")
    var limits = ArchiveLimits()
    limits.entrySize = 4096
    let found = Collected(tar.finished, limits)
    #expect(found.files == ["a!/small": Array("text".utf8)])
    #expect(found.problems.map(\.code) == [.tooLarge])
  }

  @Test func `an archive that is too large to be held is opened as it comes`() throws {
    let folder = try ArchiveFolder()
    var inner = TarWriter()
    for number in 0..<40 { inner.add("file\(number)", [UInt8](repeating: UInt8(number), count: 1000)) }
    var outer = TarWriter()
    outer.add("inner.tar", inner.finished)
    try folder.write("inner.tar", inner.finished)
    outer.add("inner.tar.zst", try folder.run(["zstd", "-qc", "inner.tar"]))
    outer.add("after", "text")
    var limits = ArchiveLimits()
    limits.entrySize = 2000
    let found = Collected(outer.finished, limits)
    #expect(found.problems.isEmpty)
    #expect(found.files.count == 81)
    #expect(found.files["a!/inner.tar!/file39"] == [UInt8](repeating: 39, count: 1000))
  }
}

import Findings
import Foundation
import Scanning
import Synchronization
import TestRepositories
import Testing

/// Work trees and repository folders that hold what a checkout never does. Nothing is waited for.
@Suite(.timeLimit(.minutes(45))) struct HostileFilesTests {
  private let repository: TemporaryRepository
  private let token: String
  private let other: String

  init() throws {
    var secrets = SecretMaker(seed: 31)
    (token, other) = (secrets.token(), secrets.token())
    repository = try TemporaryRepository()
    try repository.write("folder/tracked.txt", token)
    try repository.commit("first")
    try repository.write("untracked.txt", other)
  }

  private func pipe(_ name: String) throws {
    let path = repository.path + "/" + name
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    #expect(mkfifo(path, 0o600) == 0)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/" + name, withDestinationPath: target)
  }

  @Test(arguments: [ScanOptions.Scope.everything, .workTree, .files])
  func `pipes, sockets, devices and links in circles are passed over`(scope: ScanOptions.Scope) async throws {
    for name in ["pipe", "folder/pipe", ".gitattributes", ".gitmodules", ".mailmap"] { try pipe(name) }
    for (name, target) in [
      ("self", "self"), ("up", ".."), ("folder/loop", "../folder"), ("zero", "/dev/zero"),
      ("gone", "/no/such/file"),
    ] {
      try link(name, to: target)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((repository.path + "/s").utf8.prefix(100))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    let scanned = await Scanned(repository) { $0.scope = scope }
    #expect(scanned.report.complete)
    #expect(scanned.values == (scope == .workTree ? [other] : [token, other]))
  }

  @Test(arguments: [".gitignore", "folder/.gitignore"])
  func `a pipe in an ignore file's place is not waited for, and ignores nothing`(name: String) async throws {
    try pipe(name)
    for scope in [ScanOptions.Scope.everything, .workTree] {
      #expect(await Scanned(repository) { $0.scope = scope }.values.contains(other))
    }
  }

  @Test func `a link to a pipe in an ignore file's place`() async throws {
    #expect(mkfifo(repository.surroundings + "/outside", 0o600) == 0)
    try link(".gitignore", to: "../outside")
    #expect(await Scanned(repository) { $0.scope = .workTree }.values == [other])
  }

  @Test func `a tracked file that became a pipe holds nothing any more`() async throws {
    try pipe("folder/tracked.txt")
    let scanned = await Scanned(repository)
    #expect(scanned.report.complete)
    #expect(scanned.values == [token, other])
  }

  @Test(arguments: [
    "HEAD", "config", "index", "packed-refs", "shallow", "refs/heads/pipe", "refs/heads/main",
    "objects/info/alternates",
    "info/exclude", "logs/HEAD", "info/grafts", "ORIG_HEAD", "objects/pack/pack-1.pack",
  ])
  func `a pipe in the repository's own folder is told and not waited for`(name: String) async throws {
    let parent = URL(fileURLWithPath: repository.path + "/.git/" + name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try pipe(".git/" + name)
    for scope in [ScanOptions.Scope.everything, .staged, .workTree] {
      let scanned = await Scanned(repository) { $0.scope = scope }
      if scope == .everything { #expect(!scanned.report.complete) }
    }
  }

  @Test(arguments: ["include.path", "core.excludesFile", "core.attributesFile"])
  func `a configuration that names a pipe is told and not waited for`(key: String) async throws {
    #expect(mkfifo(repository.surroundings + "/outside", 0o600) == 0)
    try repository.git("config", key, repository.surroundings + "/outside")
    let scanned = await Scanned(repository)
    #expect(!scanned.report.complete)
    #expect(scanned.values == [token, other])
  }

  @Test func `a loose object that claims terabytes, or is one`() async throws {
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("some text".utf8))
    let path = repository.loosePath(blob)
    try FileManager.default.removeItem(atPath: path)
    try Data(PackBuilder.stored(Array("blob 9999999999999\0text".utf8))).write(to: URL(fileURLWithPath: path))
    #expect(truncate(path, 1 << 42) == 0)
    let scanned = await Scanned(repository)
    #expect(scanned.report.diagnostics.map(\.place) == [blob])
    #expect(scanned.values == [token, other])
  }

  @Test func `a file that is sparse and huge is skipped and named`() async throws {
    try repository.write("huge.bin", "x")
    #expect(truncate(repository.path + "/huge.bin", 1 << 43) == 0)
    for scope in [ScanOptions.Scope.everything, .workTree, .files] {
      let scanned = await Scanned(repository) { $0.scope = scope }
      #expect(scanned.report.diagnostics.map(\.code) == ["file-skipped"])
      #expect(scanned.report.statistics.skipped == 1)
    }
  }

  @Test func `names that are no UTF-8 are read, in every scope`() async throws {
    let name = [UInt8]("caf".utf8) + [0xE9] + [UInt8](".env".utf8)
    let path = Array(repository.path.utf8) + [0x2F] + name
    let descriptor = (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      open(buffer.baseAddress.unsafelyUnwrapped, O_CREAT | O_WRONLY, 0o600)
    }
    var secrets = SecretMaker(seed: 32)
    let odd = secrets.token()
    #expect(Glibc.write(descriptor, odd, odd.utf8.count) == odd.utf8.count)
    close(descriptor)
    for scope in [ScanOptions.Scope.everything, .workTree, .files] {
      let scanned = await Scanned(repository) { $0.scope = scope }
      #expect(scanned.report.complete)
      #expect(scanned.finding(odd)?.occurrences.map(\.path) == ["caf\\xe9.env"])
    }
    try repository.git("add", "-A")
    #expect(
      await Scanned(repository) { $0.scope = .staged }.finding(odd)?.occurrences.map(\.path) == [
        "caf\\xe9.env"
      ])
    try repository.commit("odd")
    #expect(await Scanned(repository).finding(odd)?.occurrences.map(\.path) == ["caf\\xe9.env"])
  }

  @Test func `refs whose names are no UTF-8 are all followed`() async throws {
    var secrets = SecretMaker(seed: 33)
    let hidden = (0..<2).map { _ in secrets.token() }
    var packed: [UInt8] = []
    for (number, secret) in hidden.enumerated() {
      let blob = try repository.git("hash-object", "-w", "--stdin", input: Array(secret.utf8))
      let tree = try repository.git("mktree", input: Array("100644 blob \(blob)\tf\n".utf8))
      packed +=
        Array("\(try repository.git("commit-tree", tree, "-m", "x")) refs/heads/".utf8) + [
          0xF0 + UInt8(number), 0x0A,
        ]
    }
    try repository.write(".git/packed-refs", bytes: packed)
    let scanned = await Scanned(repository)
    #expect(scanned.values.isSuperset(of: hidden))
    #expect(scanned.finding(hidden[0])?.refs == ["refs/heads/\\xf0"])
  }

  @Test func `files that change, shrink and vanish while they are read`() async throws {
    let isDone = Mutex(false)
    let path = repository.path
    let names = (0..<40).map { "moving\($0).txt" }
    for name in names { try repository.write(name, String(repeating: "text ", count: 20_000)) }
    async let changes: Void = {
      var random = Mutator(seed: 5)
      while !isDone.withLock({ $0 }) {
        let file = path + "/" + names[random.below(names.count)]
        switch random.below(4) {
        case 0: unlink(file)
        case 1: truncate(file, off_t(random.below(200_000)))
        case 2: rename(file, path + "/" + names[random.below(names.count)])
        default:
          do { try UnsyncedFile.write(random.bytes(random.below(4000)), to: file) } catch { continue }
        }
      }
    }()
    for _ in 0..<6 {
      for scope in [ScanOptions.Scope.everything, .workTree, .files] {
        let scanned = await Scanned(path) { $0.scope = scope }
        #expect(scanned.values.contains(other))
        #expect(scanned.report.complete)
      }
    }
    isDone.withLock { $0 = true }
    await changes
  }

  @Test func `an unreadable file and an unreadable folder are told`() async throws {
    try repository.write("secret/inner.txt", "x")
    for name in ["untracked.txt", "secret"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0], ofItemAtPath: repository.path + "/" + name)
    }
    defer { chmod(repository.path + "/secret", 0o700) }
    for scope in [ScanOptions.Scope.everything, .workTree, .files] {
      let scanned = await Scanned(repository) { $0.scope = scope }
      // Root reads everything.
      if getuid() == 0 {
        #expect(scanned.values.contains(other))
      } else {
        #expect(scanned.incomplete.compactMap(\.place).sorted() == ["secret", "untracked.txt"])
      }
    }
  }
}

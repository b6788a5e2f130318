import Foundation
import TestRepositories
import TestServers
import Testing

@testable import Forges

/// The real git over smart HTTP (`git http-backend`) on loopback.
@Suite(.serialized) struct MirrorTests {
  private static let shared = Result { try TestServer.forge() }
  private let folder: Folder
  private let server: TestServer
  private let source: TemporaryRepository

  init() throws {
    folder = try Folder()
    server = try Self.shared.get()
    source = try TemporaryRepository()
    try source.commit("file", "one\n")
  }

  /// Serves the source under a name of its own below a folder, and gives its address.
  private func serve(below parent: String = "acme") throws -> RepositoryAddress {
    let name = "\(parent)/\(UUID().uuidString).git"
    try server.serve(source.path, as: name)
    return try Sample.address(server, name)
  }

  private func cache(limit: Int = 1 << 30, _ options: MirrorOptions = MirrorOptions()) throws -> MirrorCache {
    try MirrorCache(folder: folder.path + "/cache", limit: limit, options: options)
  }

  private func refs(_ mirror: HeldMirror) throws -> [String: String] {
    let lines = try source.git(
      "--git-dir=" + mirror.path, "for-each-ref", "--format=%(refname) %(objectname)")
    return Dictionary(
      uniqueKeysWithValues: lines.split(separator: "\n").map { line in
        let parts = line.split(separator: " ")
        return (String(parts[0]), String(parts[1]))
      })
  }

  private func has(_ mirror: HeldMirror, _ object: String) -> Bool {
    (try? source.git("--git-dir=" + mirror.path, "cat-file", "-e", object)) != nil
  }

  @Test func `a clone has all refs and objects, and the default branch`() async throws {
    try source.git("branch", "other")
    try source.git("tag", "-a", "v1", "-m", "first")
    try source.git("update-ref", "refs/pull/1/head", "HEAD")
    try source.git("symbolic-ref", "HEAD", "refs/heads/other")
    let address = try serve()
    let mirror = try await cache().mirror(of: address)
    #expect(mirror.change == .cloned)
    #expect(mirror.path == folder.path + "/cache/mirrors/" + address.folderName + ".git")
    #expect(try refs(mirror).keys.sorted() == ["refs/heads/main", "refs/heads/other", "refs/tags/v1"])
    #expect(try source.git("--git-dir=" + mirror.path, "symbolic-ref", "HEAD") == "refs/heads/other")
    #expect(mirror.bytes == DiskUsage.bytes(of: mirror.path))
    #expect(DiskUsage.names(in: mirror.path + "/objects/pack").contains { $0.hasSuffix(".pack") })
    mirror.release()
    var options = MirrorOptions()
    options.includesRequests = true
    let whole = try await cache(options).mirror(of: address)
    #expect(whole.change == .fetched)
    #expect(try refs(whole).keys.contains("refs/pull/1/head"))
  }

  @Test func `a second time fetches what is new, and nothing where nothing is`() async throws {
    let (address, cache) = (try serve(), try cache())
    try await cache.mirror(of: address).release()
    let asked = server.requests.count
    let unchanged = try await cache.mirror(of: address)
    #expect(unchanged.change == .unchanged)
    // One question for what the server speaks, one for its refs.
    #expect(server.requests.count == asked + 2)
    unchanged.release()
    let commit = try source.commit("file", "two\n")
    let fetched = try await cache.mirror(of: address)
    #expect(fetched.change == .fetched && fetched.newlyGone == 0)
    #expect(try refs(fetched) == ["refs/heads/main": commit])
    #expect(DiskUsage.names(in: fetched.path + "/objects/pack").filter { $0.hasSuffix(".pack") }.count == 2)
  }

  @Test func `what was pushed over or deleted stays, with a ref that leads to it`() async throws {
    let (address, cache) = (try serve(), try cache())
    try source.git("checkout", "-q", "-b", "side")
    let side = try source.commit("side", "to be deleted\n")
    try source.git("tag", "-a", "v1", "-m", "a tag with a text of its own")
    let tag = try source.git("rev-parse", "v1")
    try source.git("checkout", "-q", "main")
    let old = try source.commit("file", "to be pushed over\n")
    try await cache.mirror(of: address).release()
    try source.git("reset", "-q", "--hard", "HEAD~1")
    let new = try source.commit("file", "instead\n")
    try source.git("branch", "-q", "-D", "side")
    try source.git("tag", "-d", "v1")
    // A name that was a branch becomes a folder of branches.
    try source.git("branch", "side/way")
    let mirror = try await cache.mirror(of: address)
    #expect(mirror.change == .fetched && mirror.newlyGone == 3)
    #expect(
      try refs(mirror) == [
        "refs/heads/main": new, "refs/heads/side/way": new, "refs/leakage/gone/\(old)": old,
        "refs/leakage/gone/\(side)": side, "refs/leakage/gone/\(tag)": tag,
      ])
    mirror.release()
    // It is not fetched, compared or lost later on, and what moves forward leaves nothing.
    #expect(try await cache.mirror(of: address).change == .unchanged)
    try source.commit("file", "more\n")
    let later = try await cache.mirror(of: address)
    #expect(later.newlyGone == 0)
    #expect(has(later, old) && has(later, side) && has(later, tag))
    #expect(try refs(later).count == 5)
  }

  @Test func `a server cannot write refs of ours`() async throws {
    try source.git("update-ref", "refs/leakage/gone/x", "HEAD")
    let mirror = try await cache().mirror(of: try serve())
    #expect(try refs(mirror).keys.sorted() == ["refs/heads/main"])
  }

  @Test func `many fetches leave few packs and every object`() async throws {
    var options = MirrorOptions()
    options.packLimit = 3
    let (address, cache) = (try serve(), try cache(options))
    var commits: [String] = []
    for number in 0..<8 {
      commits.append(try source.commit("file", "number \(number)\n"))
      if number % 3 == 2 { try source.git("reset", "-q", "--hard", "HEAD~2") }
      try await cache.mirror(of: address).release()
    }
    let mirror = try await cache.mirror(of: address)
    #expect(DiskUsage.names(in: mirror.path + "/objects/pack").filter { $0.hasSuffix(".pack") }.count <= 4)
    // Those that were reset before anything was fetched were never on the server.
    for number in [0, 1, 3, 4, 6, 7] { #expect(has(mirror, commits[number])) }
  }

  @Test func `an empty repository is a mirror too, and may grow`() async throws {
    let empty = try TemporaryRepository()
    let name = "acme/\(UUID().uuidString).git"
    try server.serve(empty.path, as: name)
    let (address, cache) = (try Sample.address(server, name), try cache())
    #expect(try await cache.mirror(of: address).change == .cloned)
    #expect(try await cache.mirror(of: address).change == .unchanged)
    try empty.commit("file", "text\n")
    #expect(try await cache.mirror(of: address).change == .fetched)
  }

  @Test func `a private repository wants its token, which goes nowhere else`() async throws {
    let address = try serve(below: "private")
    let cache = try cache()
    let asked = server.requests.count
    await #expect(throws: MirrorError.self) { try await cache.mirror(of: address) }
    let wrong = Sample.credential("another-word-entirely")
    do {
      _ = try await cache.mirror(of: address, credential: wrong, kind: .github)
      Issue.record("a wrong token is taken")
    } catch {
      #expect(error.code == .unauthorised)
      #expect(!"\(error)".contains("another-word"))
    }
    let mirror = try await cache.mirror(of: address, credential: Sample.credential(), kind: .github)
    #expect(server.requests[asked...].contains { $0.hasSuffix("200 basic:x-access-token") })
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let text = FileManager.default.contents(atPath: folder.path + "/" + path) ?? Data()
      #expect(!String(decoding: text, as: UTF8.self).contains(TestServer.forgeToken), "\(path)")
    }
    mirror.release()
    // A password in the address itself serves as well, and is in no name.
    let inline = try RepositoryAddress(
      address.gitAddress.replacing("://", with: "://ann:\(TestServer.forgeToken)@"))
    let own = try await cache.mirror(of: inline)
    #expect(own.change == .unchanged)
    #expect(server.requests.last?.hasSuffix("basic:ann") == true)
  }

  @Test func `no argument of git holds a token`() async throws {
    let stub = try folder.write(
      "noting-git", "#!/bin/sh\necho \"$@\" >> '\(folder.path)/arguments'\nexec git \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: stub)
    var options = MirrorOptions()
    options.git = stub
    let address = try serve(below: "private")
    let inline = try RepositoryAddress(
      address.gitAddress.replacing("://", with: "://ann:\(TestServer.forgeToken)@"))
    let cache = try cache(options)
    try await cache.mirror(of: inline).release()
    try source.commit("file", "two\n")
    try await cache.mirror(of: address, credential: Sample.credential(), kind: .gitea).release()
    let noted = String(
      decoding: FileManager.default.contents(atPath: folder.path + "/arguments") ?? Data(), as: UTF8.self)
    #expect(noted.contains("fetch --quiet") && noted.contains(address.gitAddress))
    #expect(
      !noted.contains(TestServer.forgeToken) && !noted.contains("Authorization") && !noted.contains("ann"))
  }

  @Test func `a redirection elsewhere is not followed`() async throws {
    let elsewhere = try TestServer.forge()
    let address = try Sample.address(server, "away/\(elsewhere.port)/acme/web.git")
    do {
      _ = try await cache().mirror(of: address, credential: Sample.credential())
      Issue.record("it is followed")
    } catch { #expect((error as? MirrorError)?.code == .redirected) }
    #expect(elsewhere.requests.isEmpty)
  }

  @Test func `an address without the ending that the server wants is cloned all the same`() async throws {
    let name = "renamed/\(UUID().uuidString)"
    try server.serve(source.path, as: name + ".git")
    #expect(try await cache().mirror(of: Sample.address(server, name)).change == .cloned)
  }

  @Test func `errors say what is wrong, without credentials and control characters`() async throws {
    let cache = try cache()
    func code(_ address: RepositoryAddress, options: MirrorOptions? = nil) async throws -> MirrorError.Code? {
      let used =
        try options.map { try MirrorCache(folder: folder.path + "/other", limit: 1, options: $0) } ?? cache
      do {
        _ = try await used.mirror(of: address, credential: Sample.credential())
        return nil
      } catch {
        #expect(!"\(error)".contains(TestServer.forgeToken))
        #expect(!"\(error)".unicodeScalars.contains { $0.value < 0x20 })
        return error.code
      }
    }
    #expect(try await code(Sample.address(server, "none/x.git")) == .notFound)
    #expect(try await code(Sample.address(server, "echo/x.git")) == .unreachable)
    #expect(try await code(RepositoryAddress("http://127.0.0.1:9/x.git")) == .unreachable)
    #expect(try await code(RepositoryAddress(folder.path + "/nothing")) == .notFound)
    var options = MirrorOptions()
    options.git = folder.path + "/no-such-git"
    #expect(try await code(serve(), options: options) == .gitMissing)
    #expect(DiskUsage.names(in: folder.path + "/cache/mirrors").isEmpty)
  }

  @Test func `a full disk is an error of its own and leaves nothing half-made`() async throws {
    let stub = try folder.write(
      "full-git",
      "#!/bin/sh\ncase \"$*\" in *fetch*) echo 'fatal: write error: No space left on device' >&2; exit 128;; esac\n"
        + "exec git \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: stub)
    var options = MirrorOptions()
    options.git = stub
    let (address, cache) = (try serve(), try cache(options))
    await #expect { try await cache.mirror(of: address) } throws: { ($0 as? MirrorError)?.code == .diskFull }
    #expect(DiskUsage.names(in: folder.path + "/cache/mirrors").isEmpty)
  }

  @Test func `a path that the user named is mirrored, and its configuration not obeyed`() async throws {
    let witness = folder.path + "/witness"
    let trap = try folder.write("trap", "#!/bin/sh\ntouch '\(witness)'\nexec \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: trap)
    for key in [
      "uploadpack.packObjectsHook", "core.fsmonitor", "core.sshCommand", "core.pager", "credential.helper",
    ] {
      try source.git("config", key, trap)
    }
    for hook in ["post-checkout", "reference-transaction", "pre-auto-gc", "post-update"] {
      let file = source.path + "/.git/hooks/" + hook
      try FileManager.default.createDirectory(
        atPath: source.path + "/.git/hooks", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: trap, toPath: file)
    }
    let mirror = try await cache().mirror(of: try RepositoryAddress(source.path))
    #expect(mirror.change == .cloned)
    #expect(!DiskUsage.exists(witness))
  }

  @Test func `the machine's configuration is not obeyed`() throws {
    let variables = GitSettings(home: "/nowhere", options: MirrorOptions()).environment(
      for: try RepositoryAddress("https://h.org/x"), authorization: "Basic abc")
    #expect(variables["GIT_CONFIG_NOSYSTEM"] == "1" && variables["GIT_CONFIG_GLOBAL"] == "/dev/null")
    #expect(variables["HOME"] == "/nowhere" && variables["GIT_TERMINAL_PROMPT"] == "0")
    #expect(variables["GIT_ALLOW_PROTOCOL"] == "https:http:ssh")
    let keys = (0..<(Int(variables["GIT_CONFIG_COUNT"] ?? "") ?? 0)).map {
      variables["GIT_CONFIG_KEY_\($0)"] ?? ""
    }
    #expect(keys.contains("http.https://h.org/.extraHeader"))
    #expect(keys.contains("core.hooksPath") && keys.contains("credential.helper"))
    #expect(
      variables.keys.allSatisfy {
        $0.hasPrefix("GIT_")
          || [
            "PATH", "LC_ALL", "HOME", "XDG_CONFIG_HOME", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE",
            "SSH_AUTH_SOCK", "TMPDIR",
          ].contains($0)
      })
    let plain = GitSettings(home: "/nowhere", options: MirrorOptions()).environment(
      for: try RepositoryAddress("http://h.org/x"), authorization: "Basic abc")
    #expect(!plain.values.contains("Authorization: Basic abc"))
  }
}

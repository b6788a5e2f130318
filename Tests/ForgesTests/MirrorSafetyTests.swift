import Foundation
import TestRepositories
import TestServers
import Testing

@testable import Forges

/// What a mirror does not do: send a token astray, obey a configuration, leave something half-made.
@Suite(.serialized) struct MirrorSafetyTests {
  private let scene: MirrorScene
  private var folder: Folder { scene.folder }
  private var server: TestServer { scene.server }
  private var source: TemporaryRepository { scene.source }

  init() throws { scene = try MirrorScene() }

  @Test func `a private repository wants its token, which goes nowhere else`() async throws {
    let address = try scene.serve(below: "private")
    let cache = try scene.cache()
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
    let address = try scene.serve(below: "private")
    let inline = try RepositoryAddress(
      address.gitAddress.replacing("://", with: "://ann:\(TestServer.forgeToken)@"))
    let cache = try scene.cache(options)
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
      _ = try await scene.cache().mirror(of: address, credential: Sample.credential())
      Issue.record("it is followed")
    } catch { #expect((error as? MirrorError)?.code == .redirected) }
    #expect(elsewhere.requests.isEmpty)
  }

  @Test func `an address without the ending that the server wants is cloned all the same`() async throws {
    let name = "renamed/\(UUID().uuidString)"
    try server.serve(source.path, as: name + ".git")
    #expect(try await scene.cache().mirror(of: Sample.address(server, name)).change == .cloned)
  }

  @Test func `errors say what is wrong, without credentials and control characters`() async throws {
    let cache = try scene.cache()
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
    #expect(try await code(scene.serve(), options: options) == .gitMissing)
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
    let (address, cache) = (try scene.serve(), try scene.cache(options))
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
    let mirror = try await scene.cache().mirror(of: try RepositoryAddress(source.path))
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

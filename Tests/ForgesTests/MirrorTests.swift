import Foundation
import TestRepositories
import TestServers
import Testing

@testable import Forges

/// The real git over smart HTTP (`git http-backend`) on loopback.
@Suite(.serialized) struct MirrorTests {
  private let scene: MirrorScene
  private var folder: Folder { scene.folder }
  private var server: TestServer { scene.server }
  private var source: TemporaryRepository { scene.source }

  init() throws { scene = try MirrorScene() }

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
    let address = try scene.serve()
    let mirror = try await scene.cache().mirror(of: address)
    #expect(mirror.change == .cloned)
    #expect(mirror.path == folder.path + "/cache/mirrors/" + address.folderName + ".git")
    #expect(try refs(mirror).keys.sorted() == ["refs/heads/main", "refs/heads/other", "refs/tags/v1"])
    #expect(try source.git("--git-dir=" + mirror.path, "symbolic-ref", "HEAD") == "refs/heads/other")
    #expect(mirror.bytes == DiskUsage.bytes(of: mirror.path))
    #expect(DiskUsage.names(in: mirror.path + "/objects/pack").contains { $0.hasSuffix(".pack") })
    mirror.release()
    var options = MirrorOptions()
    options.includesRequests = true
    let whole = try await scene.cache(options).mirror(of: address)
    #expect(whole.change == .fetched)
    #expect(try refs(whole).keys.contains("refs/pull/1/head"))
  }

  @Test func `a second time fetches what is new, and nothing where nothing is`() async throws {
    let (address, cache) = (try scene.serve(), try scene.cache())
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
    let (address, cache) = (try scene.serve(), try scene.cache())
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
    let mirror = try await scene.cache().mirror(of: try scene.serve())
    #expect(try refs(mirror).keys.sorted() == ["refs/heads/main"])
  }

  @Test func `many fetches leave few packs and every object`() async throws {
    var options = MirrorOptions()
    options.packLimit = 3
    let (address, cache) = (try scene.serve(), try scene.cache(options))
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
    let (address, cache) = (try Sample.address(server, name), try scene.cache())
    #expect(try await cache.mirror(of: address).change == .cloned)
    #expect(try await cache.mirror(of: address).change == .unchanged)
    try empty.commit("file", "text\n")
    #expect(try await cache.mirror(of: address).change == .fetched)
  }
}

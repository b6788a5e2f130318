import Foundation
import TestRepositories
import TestServers
import Testing

@testable import Forges

/// Locks, kills, time limits and the cache's size.
@Suite(.serialized) struct MirrorSharingTests {
  private let folder: Folder
  private let server: TestServer
  private let source: TemporaryRepository

  init() throws {
    folder = try Folder()
    server = try TestServer.forge()
    source = try TemporaryRepository()
    try source.commit("file", "one\n")
  }

  private func serve(_ name: String) throws -> RepositoryAddress {
    try server.serve(source.path, as: name)
    return try Sample.address(server, name)
  }

  private var place: String { folder.path + "/cache" }
  private func cache(limit: Int = 1 << 30, _ options: MirrorOptions = MirrorOptions()) throws -> MirrorCache {
    try MirrorCache(folder: place, limit: limit, options: options)
  }

  /// Another process, beside the test's own executable.
  private func driver(_ address: RepositoryAddress, patience: Int, path: String = "/usr/bin:/bin") throws
    -> Spawned
  {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = own.appending(path: "MirrorDriver").path
    return try Spawned([program, place, address.gitAddress, "\(patience)"], environment: ["PATH=\(path)"])
  }

  private func waitUntil(_ condition: () -> Bool) async throws {
    for _ in 0..<600 where !condition() { try await Task.sleep(for: .milliseconds(50)) }
    try #require(condition())
  }

  @Test func `two processes do not have one mirror at once`() async throws {
    let (address, cache) = (try serve("acme/web.git"), try cache())
    let first = try driver(address, patience: 0)
    #expect(first.line().hasPrefix("cloned "))
    await #expect { try await cache.mirror(of: address, patience: .noWait) } throws: {
      ($0 as? MirrorError)?.code == .busy
    }
    let second = try driver(address, patience: 0)
    #expect(second.line() == "error busy")
    _ = second.succeeds()
    let third = try driver(address, patience: 60)
    #expect(first.succeeds())
    #expect(third.line().hasPrefix("unchanged "))
    // The kernel gives back what a killed process held.
    third.end(SIGKILL)
    let mirror = try await cache.mirror(of: address, patience: .noWait)
    #expect(mirror.change == .unchanged)
    await #expect { try await cache.mirror(of: address, patience: .noWait) } throws: {
      ($0 as? MirrorError)?.code == .busy
    }
    mirror.release()
    mirror.release()
    #expect(try await cache.mirror(of: address, patience: .noWait).change == .unchanged)
  }

  @Test func `ssh is asked for the repository, and asks nothing`() throws {
    // It runs here what it was to run there.
    let stub = try folder.write(
      "bin/ssh",
      "#!/bin/sh\necho \"$@\" >> '\(folder.path)/arguments'\nfor last; do :; done\nexec sh -c \"$last\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: stub)
    let address = try RepositoryAddress("ssh://git@host.invalid:2222\(source.path)")
    let run = try driver(address, patience: 0, path: folder.path + "/bin:/usr/bin:/bin")
    #expect(run.line().hasPrefix("cloned "))
    #expect(run.succeeds())
    let noted = String(
      decoding: FileManager.default.contents(atPath: folder.path + "/arguments") ?? Data(), as: UTF8.self)
    for line in noted.split(separator: "\n") {
      #expect(line.hasPrefix("-oBatchMode=yes -oStrictHostKeyChecking=yes "))
      #expect(line.contains("-p 2222 git@host.invalid git-upload-pack '\(source.path)'"))
    }
    #expect(noted.split(separator: "\n").count == 2)
  }

  @Test func `a process killed in the middle of a clone leaves no half mirror`() async throws {
    let (address, cache) = (try serve("slow/web.git"), try cache())
    let victim = try driver(address, patience: 0)
    try await waitUntil { !server.lines(of: "slow").isEmpty }
    victim.end(SIGKILL)
    let making = cache.path(of: address) + ".making"
    #expect(DiskUsage.exists(making))
    #expect(!DiskUsage.exists(cache.path(of: address)))
    // Its git lives on, and holds the lock until the server has served it.
    await #expect { try await cache.mirror(of: address, patience: .noWait) } throws: {
      ($0 as? MirrorError)?.code == .busy
    }
    _ = FileManager.default.createFile(atPath: server.folder + "/go-on", contents: nil)
    let mirror = try await cache.mirror(of: address, patience: .upTo(60))
    #expect(mirror.change == .cloned)
    #expect(!DiskUsage.exists(making))
    #expect(try source.git("--git-dir=" + mirror.path, "fsck", "--full") == "")
  }

  @Test func `what a killed git leaves in a mirror is cleaned up, and damage is mended`() async throws {
    let (address, cache) = (try serve("acme/web.git"), try cache())
    let path = cache.path(of: address)
    try await cache.mirror(of: address).release()
    for name in [
      "packed-refs.lock", "HEAD.lock", "refs/heads/main.lock", "objects/pack/tmp_pack_x1", "config.lock",
    ] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    try source.commit("file", "two\n")
    #expect(try await cache.mirror(of: address).change == .fetched)
    #expect(!DiskUsage.exists(path + "/objects/pack/tmp_pack_x1"))
    for name in DiskUsage.names(in: path + "/objects/pack") {
      try FileManager.default.removeItem(atPath: path + "/objects/pack/" + name)
    }
    try source.commit("file", "three\n")
    #expect(try await cache.mirror(of: address).change == .cloned)
    #expect(try source.git("--git-dir=" + path, "fsck", "--full") == "")
  }

  @Test func `a task that is cancelled ends its git, and the lock is free`() async throws {
    let (address, cache) = (try serve("slow/web.git"), try cache())
    let start = ContinuousClock.now
    let task = Task { try await cache.mirror(of: address).release() }
    try await waitUntil { !server.lines(of: "slow").isEmpty }
    task.cancel()
    await #expect { try await task.value } throws: { ($0 as? MirrorError)?.code == .interrupted }
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(DiskUsage.names(in: place + "/mirrors").isEmpty)
    _ = FileManager.default.createFile(atPath: server.folder + "/go-on", contents: nil)
    #expect(try await cache.mirror(of: address, patience: .upTo(5)).change == .cloned)
  }

  @Test func `a server that never ends is given up`() async throws {
    var options = MirrorOptions()
    options.timeout = 1.5
    let (address, cache) = (try serve("slow/web.git"), try cache(options))
    await #expect { try await cache.mirror(of: address) } throws: { ($0 as? MirrorError)?.code == .timedOut }
    #expect(DiskUsage.names(in: place + "/mirrors").isEmpty)
  }

  @Test func `what was used longest ago goes first when room is needed, and what is held stays`() async throws
  {
    try source.write("large", bytes: (0..<200_000).map { _ in UInt8.random(in: .min ... .max) })
    try source.commit()
    let addresses = try (0..<5).map { try serve("acme/number-\($0).git") }
    let one = try await cache().mirror(of: addresses[0])
    // Three fit, with some room.
    let cache = try cache(limit: one.bytes * 3 + one.bytes / 2)
    one.release()
    let held = try await cache.mirror(of: addresses[1])
    for index in [2, 0] { try await cache.mirror(of: addresses[index]).release() }
    // Room is made before the fetch where the size is known.
    let fourth = try await cache.mirror(of: addresses[3], expecting: one.bytes)
    #expect(fourth.evicted == [addresses[2].folderName])
    let fifth = try await cache.mirror(of: addresses[4])
    #expect(fifth.evicted == [addresses[0].folderName])
    #expect(DiskUsage.exists(held.path))
    #expect(cache.bytes <= cache.limit)
    let left = Set(DiskUsage.names(in: place + "/mirrors"))
    #expect(left == Set([1, 3, 4].map { addresses[$0].folderName + ".git" }))
    // All is held: nothing can go, and the work goes on.
    let sixth = try await cache.mirror(of: addresses[2])
    #expect(sixth.change == .cloned && sixth.evicted.isEmpty)
    held.release()
    #expect(try await self.cache(limit: 1).mirror(of: addresses[0]).evicted == [addresses[1].folderName])
  }

  @Test func `a cache in a place that cannot be used is an error`() throws {
    let file = try folder.write("file", "text")
    #expect(throws: MirrorError.self) { try MirrorCache(folder: file, limit: 1) }
    #expect(throws: MirrorError.self) { try MirrorCache(folder: "/proc/none", limit: 1) }
  }

  @Test func `a command's output is bounded, and its input needs no reader`() async throws {
    func run(_ script: String, input: [UInt8] = [], limit: Int = 1 << 20) async throws(GitStop) -> GitAnswer {
      var process = GitProcess(
        program: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], timeout: 20)
      process.input = input
      process.outputLimit = limit
      return try await process.run()
    }
    let large = [UInt8](repeating: 0x61, count: 3 << 20)
    #expect(try await run("exit 3", input: large).status == 3)
    #expect(try await run("wc -c", input: large).lines.first?.contains("3145728") == true)
    #expect(try await run("kill -9 $$").status == 137)
    #expect(try await run("yes error >&2 & sleep 0.3; kill $!; exit 1").complaint.utf8.count <= 192 << 10)
    await #expect { try await run("yes") } throws: {
      if case .endless? = $0 as? GitStop { true } else { false }
    }
    #expect(try await run("ls /proc/self/fd").lines.count <= 4)
  }
}

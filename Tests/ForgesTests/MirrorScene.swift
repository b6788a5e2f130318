import Foundation
import TestRepositories
import TestServers

@testable import Forges

/// A repository, a server of its own on loopback that may serve it, and a place for a cache.
final class MirrorScene: Sendable {
  let folder: Folder
  let server: TestServer
  let source: TemporaryRepository

  init() throws {
    folder = try Folder()
    server = try TestServer.forge()
    source = try TemporaryRepository()
    try source.commit("file", "one\n")
  }

  /// Serves the source under a name of its own below a folder, and gives its address.
  func serve(below parent: String = "acme") throws -> RepositoryAddress {
    let name = "\(parent)/\(UUID().uuidString).git"
    try server.serve(source.path, as: name)
    return try Sample.address(server, name)
  }

  func cache(limit: Int = 1 << 30, _ options: MirrorOptions = MirrorOptions()) throws -> MirrorCache {
    try MirrorCache(folder: folder.path + "/cache", limit: limit, options: options)
  }
}

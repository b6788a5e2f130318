/// Bare mirrors of repositories in a folder, cloned by the real `git` and fetched again from where they were, up to a
/// size. Several processes may use one cache at once.
package final class MirrorCache: Sendable {
  package let limit: Int
  private let folders: MirrorFolders
  private let index: MirrorIndex
  private let options: MirrorOptions

  /// `limit` is in bytes on the disk.
  package init(folder: String, limit: Int, options: MirrorOptions = MirrorOptions()) throws(MirrorError) {
    self.limit = limit
    self.options = options
    folders = try MirrorFolders(folder)
    index = MirrorIndex(folders, limit: limit)
  }

  /// The repository as it is now, held until it is released. `expected` is its size, where a forge told it: room is made
  /// before the fetch then, and in any case after it.
  ///
  /// A credential goes to the address's own host, over TLS or to this machine; one that the address itself holds comes
  /// first. `kind` is the forge that the address belongs to, if it is known.
  package func mirror(
    of address: RepositoryAddress, credential: ForgeCredential? = nil, kind: ForgeKind? = nil,
    expecting expected: Int? = nil, patience: LockPatience = .upTo(3600)
  ) async throws(MirrorError) -> HeldMirror {
    // The same path means something else in another folder.
    let address = address.resolved
    let name = address.folderName
    let lock = try await MirrorLock.take(
      path: folders.lock(name), patience: patience, of: address.gitAddress)
    try folders.removeLeftovers(name)
    let path = folders.mirror(name)
    let known = MirrorRecord(contentsOf: folders.lock(name))?.bytes
    let isThere = DiskUsage.exists(path)
    var evicted = try await index.makeRoom(for: isThere ? 0 : expected ?? 0, keeping: name)
    let fetch = MirrorFetch(
      address: address, path: path, making: folders.making(name),
      authorization: authorization(address, credential, kind),
      git: GitRunner(
        settings: GitSettings(home: folders.home, options: options), address: address, lock: lock.descriptor))
    let outcome: MirrorFetch.Outcome
    do throws(MirrorError) {
      outcome = try await fetch.run()
    } catch {
      // Half a clone takes room and is of no use.
      try folders.removeLeftovers(name)
      throw error
    }
    let bytes = outcome.change == .unchanged ? known ?? DiskUsage.bytes(of: path) : DiskUsage.bytes(of: path)
    lock.write(MirrorRecord(bytes: bytes, address: address.description).text)
    await index.note(name, bytes: bytes)
    evicted += try await index.makeRoom(for: 0, keeping: name)
    return HeldMirror(address, path: path, outcome: outcome, bytes: bytes, evicted: evicted, lock: lock)
  }

  /// Bytes of all mirrors, measured now.
  package var bytes: Int { folders.names.reduce(0) { $0 + DiskUsage.bytes(of: folders.mirror($1)) } }

  /// Where the mirror of an address is, or would be.
  package func path(of address: RepositoryAddress) -> String { folders.mirror(address.resolved.folderName) }

  private func authorization(
    _ address: RepositoryAddress, _ credential: ForgeCredential?, _ kind: ForgeKind?
  ) -> MirrorFetch.Authorization? {
    guard address.mayCarryCredential, let credential = address.inlineCredential ?? credential else {
      return nil
    }
    let isOwn = address.inlineCredential != nil
    return MirrorFetch.Authorization(
      header: credential.gitAuthorization(isOwn ? nil : kind), traces: credential.traces)
  }
}

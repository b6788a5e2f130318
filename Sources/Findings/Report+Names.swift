extension [Report.Target] {
  /// What tells the one whole repository that a report is about from others, and its name; nil where nothing tells, or
  /// where only part of it was scanned.
  package var soleRepository: (identity: String, name: String)? {
    guard count == 1, let target = first, target.scope == nil, target.kind == .repository else { return nil }
    if let remote = target.remote { return (remote, remote) }
    if let root = target.root { return ("\(target.path) \(root)", target.path) }
    return target.path.hasPrefix("/") ? (target.path, target.path) : nil
  }
}

extension Report.Target {
  /// How a report names it: the remote address, which is the same on every machine, or else the path.
  package var name: String { remote ?? path }
}

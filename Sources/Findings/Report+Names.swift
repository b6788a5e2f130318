extension Report.Target {
  /// How a report names it: the remote address, which is the same on every machine, or else the path.
  package var name: String { remote ?? path }
}

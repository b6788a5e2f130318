internal import ArgumentParser

/// A hook of git that leakage can answer (githooks(5)).
enum GitHook: String, CaseIterable, ExpressibleByArgument {
  /// Before a commit is made: what is staged.
  case preCommit = "pre-commit"
  /// Before objects go to a remote: the commits that it lacks.
  case prePush = "pre-push"
  /// On the server, before a push takes effect: the commits that it brings.
  case preReceive = "pre-receive"

  /// Git tells it on standard input which refs are meant.
  var readsInput: Bool { self != .preCommit }

  /// What it stops, in words.
  var deed: String {
    switch self {
    case .preCommit: "commit"
    case .prePush, .preReceive: "push"
    }
  }
}

/// Why a mirror could not be made, fetched or held.
package struct MirrorError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Another process, or another task of this one, holds the mirror.
    case busy
    case unauthorised
    case notFound = "not-found"
    case unreachable
    /// The server leads elsewhere.
    case redirected
    /// git refuses the address's protocol.
    case refused
    case diskFull = "disk-full"
    case timedOut = "timed-out"
    case interrupted
    case gitMissing = "git-missing"
    /// The cache's own folder cannot be used.
    case unusable
    case failed
  }

  package let code: Code
  package let message: String
  /// The repository's address, or a path; printable and without any credential.
  package let place: String

  init(_ code: Code, _ message: String, place: String) {
    self.code = code
    self.message = message
    self.place = SafeText.shown(place)
  }

  init(_ code: Code, _ message: String, of address: RepositoryAddress) {
    self.init(code, message, place: address.gitAddress)
  }

  package var description: String { "\(place): \(message)" }
}

extension MirrorError {
  /// From what a git command said, in the C locale.
  init(_ answer: GitAnswer, of address: RepositoryAddress, hiding secrets: [String]) {
    let text = answer.complaint
    let said = GitComplaint.summary(text, hiding: secrets)
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    if has("No space left on device", "Disk quota exceeded", "File too large") {
      self.init(.diskFull, "the disk is full, or the quota used up: \(said)", of: address)
    } else if has(
      "Authentication failed", "could not read Username", "could not read Password", "returned error: 401")
      || has("Permission denied (", "Host key verification failed", "Invalid username or")
    {
      self.init(.unauthorised, "the server refuses to show it: \(said)", of: address)
    } else if has("returned error: 403") {
      self.init(.unauthorised, "the server forbids it: \(said)", of: address)
    } else if has(
      "returned error: 404", "not found", "does not exist", "does not appear to be a git repository")
    {
      self.init(.notFound, "there is no such repository, or it is not shown: \(said)", of: address)
    } else if GitComplaint.isRedirect(text) {
      self.init(
        .redirected, "the server leads to another address, which is not followed: \(said)", of: address)
    } else if has("transport '", "not allowed") && has("transport") {
      self.init(.refused, "git is not allowed this protocol: \(said)", of: address)
    } else if has("Operation too slow", "timed out", "Timeout") {
      self.init(.timedOut, "the server is too slow: \(said)", of: address)
    } else if has(
      "Could not resolve host", "Failed to connect", "Connection refused", "unable to access",
      "Could not read from remote")
    {
      self.init(.unreachable, "cannot be reached: \(said)", of: address)
    } else {
      self.init(.failed, said.isEmpty ? "git ends with status \(answer.status)" : said, of: address)
    }
  }
}

/// What git and the server wrote on standard error.
enum GitComplaint {
  /// The telling lines, without credentials and control characters, at most 300 characters.
  static func summary(_ text: String, hiding secrets: [String]) -> String {
    var text = text
    for secret in secrets where !secret.isEmpty { text = text.replacing(secret, with: "…") }
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingPrefix("fatal: ").trimmingPrefix("error: ")
    }
    let telling = lines.filter { !$0.hasPrefix("hint:") && !$0.hasPrefix("warning:") && !$0.isEmpty }
    return SafeText.shown(telling.prefix(3).joined(separator: "; "), limit: 300)
  }

  static func isRedirect(_ text: String) -> Bool {
    ["301", "302", "303", "307", "308"].contains { text.contains("returned error: \($0)") }
      || text.contains("unable to update url base from redirection")
  }
}

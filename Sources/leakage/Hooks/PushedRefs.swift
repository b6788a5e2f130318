#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What git writes to the standard input of hooks that see a push, one line a ref (githooks(5)).
struct PushedRefs: Equatable {
  struct Ref: Equatable {
    let name: String
    /// Object id that the ref had at the other end; nil where it is new there.
    let old: String?
    /// Object id that it is to have; nil where it is to go.
    let new: String?
  }

  var refs: [Ref] = []

  /// Reads `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID` for pre-push and `OLD-ID NEW-ID REF` for pre-receive. What is
  /// not understood is refused: a line that is passed over would be a ref that nobody searched.
  init(_ text: String, of hook: GitHook) throws(CommandFailure) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let ids: (old: String, new: String, name: String)? =
        switch (hook, words.count) {
        // A local ref may be an expression of any kind (`HEAD~1`), but has no spaces that git would not refuse.
        case (.prePush, 4): (words[3], words[1], words[2])
        case (.preReceive, 3): (words[0], words[1], words[2])
        default: nil
        }
      guard let ids, let old = PushedRefs.id(ids.old), let new = PushedRefs.id(ids.new) else {
        throw CommandFailure(
          "standard input is not what git writes to \(hook.rawValue): the push was not searched and is refused",
          help: "let git run it; to try it: git push --dry-run", status: ExitStatus.incomplete)
      }
      refs.append(Ref(name: ids.name, old: old.value, new: new.value))
    }
  }

  /// What is to be there afterwards, each once.
  var tips: [String] { unique(refs.compactMap(\.new)) }
  /// What was there before.
  var olds: [String] { unique(refs.compactMap(\.old)) }

  /// Names of the refs that are written, for messages.
  var names: [String] { refs.filter { $0.new != nil }.map(\.name) }

  private func unique(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }

  /// Zeros stand for "none".
  private static func id(_ text: String) -> (value: String?, Void)? {
    guard text.utf8.count == 40 || text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && $0.isASCII })
    else {
      return nil
    }
    return (text.allSatisfy { $0 == "0" } ? nil : text, ())
  }

  /// All of standard input. Refused on a terminal, where it would wait for somebody to type.
  static func standardInput() throws(CommandFailure) -> String {
    guard isatty(0) != 1 else {
      throw CommandFailure(
        "this hook reads what git writes to it", help: "install it with: leakage hook install --pre-push")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CommandFailure(
          "cannot read standard input: \(FileDescriptor.reason(errno))", status: ExitStatus.incomplete)
      }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

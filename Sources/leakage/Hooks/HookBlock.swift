/// The lines that leakage puts into a hook file, between two marks, so that they can be found again and taken out.
struct HookBlock {
  let hook: GitHook
  /// What is run: an absolute path, or a name that is looked for on the path.
  let program: String

  static let start = "# >>> leakage hook >>>"
  static let end = "# <<< leakage hook <<<"

  /// Where the hook that was there before waits to be run, beside the file.
  static func chained(_ hook: GitHook) -> String { "\(hook.rawValue).chained" }

  /// A whole new file.
  var file: String { "#!/bin/sh\n" + text }

  /// The hook that was there runs first, so that what it changes is searched as well; its refusal is final. When
  /// leakage itself is gone, git is told no: a check that is silently left out is none.
  var text: String {
    """
    \(HookBlock.start)
    # Written by 'leakage hook install'; 'leakage hook uninstall' takes it out.
    \(input)leakage_chained="$(dirname "$0")/\(HookBlock.chained(hook))"
    if [ -x "$leakage_chained" ]; then
      \(feed)"$leakage_chained" "$@" || exit
    fi
    leakage_program=\(HookBlock.quoted(program))
    command -v "$leakage_program" >/dev/null 2>&1 || leakage_program=leakage
    if ! command -v "$leakage_program" >/dev/null 2>&1; then
      echo "error: leakage is not installed: this \(hook.deed) was not searched for secrets and is refused" >&2
      echo "  help: install it, or take its lines out of $0" >&2
      exit 3
    fi
    \(feed)"$leakage_program" hook run \(hook.rawValue) -- "$@" || exit
    \(HookBlock.end)

    """
  }

  private var input: String {
    guard hook.readsInput else { return "" }
    return """
      leakage_input=$(cat)
      leakage_feed() { [ -z "$leakage_input" ] || printf '%s\\n' "$leakage_input"; }

      """
  }

  private var feed: String { hook.readsInput ? "leakage_feed | " : "" }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }

  // MARK: In a file

  /// The lines of `content` from one mark to the other; nil where it has none, or only one of them.
  static func range(in content: String) -> Range<String.Index>? {
    guard let first = content.firstRange(of: start),
      let last = content[first.upperBound...].firstRange(of: end)
    else { return nil }
    var close = last.upperBound
    if close < content.endIndex, content[close] == "\n" { close = content.index(after: close) }
    return first.lowerBound..<close
  }

  static func replacing(_ range: Range<String.Index>, of content: String, with text: String) -> String {
    content[..<range.lowerBound] + text + content[range.upperBound...]
  }

  /// True where nothing is left but an interpreter line and empty ones.
  static func isEmpty(_ content: String) -> Bool {
    content.split(separator: "\n").allSatisfy { $0.hasPrefix("#!") || $0.allSatisfy(\.isWhitespace) }
  }
}

/// Something that an import could not carry over as it stands.
package struct Remark: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Not carried over: somebody has to act.
    case left
    /// Carried over, but not to the letter.
    case changed
    /// Not carried over because nothing is lost without it.
    case needless
  }

  package let kind: Kind
  /// `.gitleaks.toml:14`
  package let place: String
  /// What it is: the rule's id, the entry's name. Never a value or a pattern, which may be a secret.
  package let name: String
  package let reason: String
  /// What to do; nil where there is nothing.
  package let advice: String?

  package init(_ kind: Kind, place: String, name: String, reason: String, advice: String? = nil) {
    self.kind = kind
    self.place = place
    self.name = Remark.printable(name)
    self.reason = Remark.printable(reason)
    self.advice = advice.map(Remark.printable)
  }

  /// The place without the folders of the machine that the import ran on, for what is written to files.
  static func base(_ place: String) -> String { place.split(separator: "/").last.map(String.init) ?? place }

  private static func printable(_ text: String) -> String {
    let safe = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.isBidiControl ? "?" : String(scalar)
    }.joined()
    return safe.count > 320 ? safe.prefix(319) + "…" : safe
  }
}

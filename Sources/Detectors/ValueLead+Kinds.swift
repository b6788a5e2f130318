extension ValueLead {
  /// `curl -u V:`, `-p V`: an option that takes a credential and says so by one letter.
  var isCredentialOption: Bool {
    link == .spaced
      && ["-u", "--user", "-p", "-k", "-t"].contains { option in
        zip(option.utf8, name).allSatisfy { text[$1] == $0 } && option.utf8.count == name.count
      }
  }

  /// `--name V`
  var isOption: Bool { !name.isEmpty && text[name.lowerBound] == UInt8(ascii: "-") }

  /// `Authorization: Bearer V`
  var isScheme: Bool { link == .spaced && ValueLead.schemes.contains { holds($0, in: name) } }

  /// `NAME V` with a variable's name: `ENV NAME V`, `setx NAME V`.
  var isVariable: Bool { !name.isEmpty && name.allSatisfy { !NameWords.isLower(text[$0]) } }

  private static let schemes = ["bearer", "token"].map { Array($0.utf8) }
}

/// Judges a value that nothing but an assignment to a secret-like name tells.
struct GenericEvidence {
  let text: UnsafeRawBufferPointer
  let slot: Assignment
  /// Nothing behind it is read.
  let limit: Int

  /// Nil for what is surely no secret.
  func evidence(of value: Range<Int>) -> Evidence? {
    let bytes = UnsafeRawBufferPointer(rebasing: text[value])
    let traits = ValueTraits(bytes)
    guard GenericValue.accepts(bytes, traits, isQuoted: slot.isQuoted), !GenericValue.isHashed(bytes) else {
      return nil
    }
    if !slot.isQuoted, isItsName(value) { return nil }
    if isListed(value), traits.symbols == 0, NameWords(text, value).holdsCredential { return nil }
    if isFingerprint(traits) { return nil }
    let words = NameWords(text, slot.name)
    guard !isJoinedByColons(value), words.holdsCredential, !words.endsAsReference, !words.isOpen,
      !words.holdsDigest
    else { return nil }
    if words.holdsPassword { return passwordEvidence(bytes, traits) }
    if bytes.count >= 16, ValueTraits.isRandom(bytes, traits) { return randomEvidence(bytes, traits, words) }
    // A secret that a person chose.
    guard words.holdsSecret, passwordEvidence(bytes, traits) == .password,
      traits.symbols > 0 || bytes.count >= 16
    else {
      return bytes.count >= 16 && !isText(bytes) ? .ordinary : nil
    }
    return slot.isQuoted ? .password : .barePassword
  }

  /// `service:region:account:secret:name`: a part of an identifier, as in an ARN or a URN, is no assignment.
  private func isJoinedByColons(_ value: Range<Int>) -> Bool {
    let colon = UInt8(ascii: ":")
    let start = slot.name.lowerBound
    guard start >= 2, text[start - 1] == colon, text[value.lowerBound - 1] == colon else { return false }
    return CharacterSet256.name.contains(text[start - 2])
  }

  /// `dbPassword: dbPassword`, `this.dbPassword = dbPassword`
  private func isItsName(_ value: Range<Int>) -> Bool {
    let name = slot.name.suffix(value.count)
    return value.count == name.count
      && (name.count == slot.name.count || text[name.lowerBound - 1] == UInt8(ascii: "."))
      && zip(value, name).allSatisfy { NameWords.fold(text[$0]) == NameWords.fold(text[$1]) }
  }

  /// Other strings follow it in a list: `"authPassword", "privPassword", "host"`.
  private func isListed(_ value: Range<Int>) -> Bool {
    guard slot.isQuoted, value.upperBound < limit, slot.name.upperBound < value.lowerBound,
      CharacterSet256.quote.contains(text[slot.name.upperBound])
    else { return false }
    let comma = UInt8(ascii: ",")
    let limit = min(limit, value.upperBound + 8)
    var position = Assignment.skipSpace(text, value.upperBound + 1, limit)
    guard text[slot.name.upperBound + 1..<value.lowerBound].contains(comma), position < limit,
      text[position] == comma
    else { return false }
    position = Assignment.skipSpace(text, position + 1, limit)
    return position < limit && CharacterSet256.quote.contains(text[position])
  }

  /// `GPG_KEY` names a public key by its digest.
  private func isFingerprint(_ traits: ValueTraits) -> Bool {
    guard traits.isHex, [8, 16, 32, 40].contains(traits.count) else { return false }
    let name = UnsafeRawBufferPointer(rebasing: text[slot.name])
    return ["gpg", "pgp"].contains { Placeholder.contains(name, Array($0.utf8)) }
  }

  /// Names that end in `key` or `token` also stand for keys of tables and marks of a page, whose values are often
  /// UUIDs or digests.
  private func randomEvidence(
    _ value: UnsafeRawBufferPointer, _ traits: ValueTraits, _ words: NameWords
  ) -> Evidence {
    slot.link == .spaced || (ValueTraits.isUUID(value) && !words.holdsSecret) ? .ordinary : .random
  }

  private func passwordEvidence(_ value: UnsafeRawBufferPointer, _ traits: ValueTraits) -> Evidence? {
    guard !PlainPassword.matches(value), !ValueTraits.isPeriodic(value), !ValueTraits.isSequence(value) else {
      return nil
    }
    let isRandom = value.count >= 10 && ValueTraits.isRandom(value, traits)
    // A long random value is no word of code, with quotes or without.
    if isRandom, value.count >= 12, traits.digits > 0, traits.letters > 0, slot.link == .assigned {
      return .password
    }
    guard isRandom || isChosen(value, traits) else {
      return slot.isQuoted && value.count >= 10 ? .ordinary : nil
    }
    return slot.isQuoted && slot.link != .spaced && slot.link != .listed ? .password : .barePassword
  }

  /// As people make passwords up: three kinds of characters, more than a name with a number behind it.
  private func isChosen(_ value: UnsafeRawBufferPointer, _ traits: ValueTraits) -> Bool {
    guard traits.kinds >= 3 || (traits.kinds == 2 && traits.digits >= 3 && traits.digits < value.count - 2)
    else { return false }
    guard traits.symbols == 0 else { return true }
    let tail = value.reversed().prefix { (0x30...0x39).contains($0) }.count
    return tail < traits.digits || tail > 2
  }

  private func isText(_ value: UnsafeRawBufferPointer) -> Bool {
    TextModel.bitsPerCharacter(value) < TextModel.randomBits - 0.6
  }
}

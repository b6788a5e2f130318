/// The words that a name or a stretch of prose is made of, and what they say together.
struct NameWords {
  private(set) var holdsCredential = false
  /// Credential words that tell without a name around them.
  private(set) var holdsStrongCredential = false
  private(set) var holdsDigest = false
  private(set) var holdsPassword = false
  private(set) var holdsSecret = false
  private(set) var isOpen = false
  /// Says that the value may be made up.
  private(set) var isTest = false
  /// Holds words that are in no list: somebody else's name.
  private(set) var isForeign = false
  /// The last word that says something is of a reference.
  private(set) var endsAsReference = false
  /// Some word, the given ones aside.
  private(set) var isEmpty = true
  /// The word before was `next` or its like, which makes a `page` behind it a place in a list.
  private var isStep = false
  /// The word before was the `One` of the product OnePassword.
  private var isOne = false

  private static let table: [PackedWord: NameWord] = {
    var table: [PackedWord: NameWord] = [:]
    for (kind, list) in NameWord.all {
      for word in list.split(whereSeparator: \.isWhitespace) {
        if let packed = PackedWord(Array(word.utf8)) { table[packed] = kind }
      }
    }
    return table
  }()

  /// Suffixes that make a credential's name of any word: `dbpassword`, `acmetoken`.
  private static let tellingSuffixes: [[UInt8]] = [
    "token", "secret", "password", "passwd", "passphrase", "apikey", "secretkey", "accesskey", "privatekey",
    "authkey", "credentials",
  ].map { Array($0.utf8) }

  /// Reads `range`, leaving out `word`.
  init(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, leavingOut word: Range<Int> = 0..<0) {
    var position = range.lowerBound
    while position < range.upperBound {
      if word.contains(position) {
        position = word.upperBound
        continue
      }
      guard NameWords.isAlphanumeric(text[position]) else {
        position += 1
        continue
      }
      let limit = position < word.lowerBound ? min(range.upperBound, word.lowerBound) : range.upperBound
      let end = NameWords.wordEnd(text, position, limit)
      add(text, position..<end)
      position = end
    }
  }

  /// True where the words of `name` stand in `range` one behind the other: `app_id` in `SAMPLE_APP_ID`, `appId`.
  static func holds(_ name: [[UInt8]], _ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var words: [Range<Int>] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard isAlphanumeric(text[position]) else {
        position += 1
        continue
      }
      let end = wordEnd(text, position, range.upperBound)
      words.append(position..<end)
      position = end
    }
    guard !name.isEmpty, words.count >= name.count else { return false }
    return (0...(words.count - name.count)).contains { start in
      name.indices.allSatisfy { index in
        let word = words[start + index]
        return word.count == name[index].count && zip(word, name[index]).allSatisfy { fold(text[$0]) == $1 }
      }
    }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    isEmpty = false
    let bytes = text[range]
    if isStep, NameWords.isWord("page", bytes) { isOpen = true }
    if isOne, NameWords.isWord("password", bytes) { return }
    isOne = NameWords.isWord("one", bytes)
    isStep =
      NameWords.isWord("next", bytes) || NameWords.isWord("previous", bytes)
      || NameWords.isWord("prev", bytes)
    guard let kind = NameWords.kind(bytes) else {
      // Numbers say nothing.
      if bytes.allSatisfy({ (0x30...0x39).contains($0) }) { return }
      if !addPieces(bytes) { addForeign(bytes) }
      return
    }
    add(kind)
  }

  private mutating func add(_ kind: NameWord) {
    switch kind {
    case .credential: (holdsCredential, holdsStrongCredential, endsAsReference) = (true, true, false)
    case .password:
      add(.credential)
      holdsPassword = true
    case .secret:
      add(.credential)
      holdsSecret = true
    case .weak: (holdsCredential, endsAsReference) = (true, false)
    case .digest: (holdsDigest, endsAsReference) = (true, false)
    case .reference: endsAsReference = true
    case .open: isOpen = true
    case .test: isTest = true
    case .neutral: break
    }
  }

  private mutating func addForeign(_ bytes: Slice<UnsafeRawBufferPointer>) {
    isForeign = true
    endsAsReference = false
    let suffix = NameWords.tellingSuffixes.first { suffix in
      bytes.count > suffix.count
        && zip(bytes.suffix(suffix.count), suffix).allSatisfy { NameWords.fold($0) == $1 }
    }
    guard let suffix else { return }
    add(
      suffix.starts(with: "pass".utf8)
        ? .password : suffix.contains(UInt8(ascii: "c")) ? .secret : .credential)
  }

  /// `accesskey`, `keyid`: two or three known words written as one.
  private mutating func addPieces(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard (4...24).contains(bytes.count), let pieces = NameWords.pieces(bytes, depth: 2) else { return false }
    for piece in pieces { add(piece) }
    return true
  }

  private static func pieces(_ bytes: Slice<UnsafeRawBufferPointer>, depth: Int) -> [NameWord]? {
    if let kind = kind(bytes) { return [kind] }
    guard depth > 0, bytes.count >= 4 else { return nil }
    for count in 2...(bytes.count - 2) {
      guard let kind = kind(bytes.prefix(count)) else { continue }
      if let rest = pieces(bytes.dropFirst(count), depth: depth - 1) { return [kind] + rest }
    }
    return nil
  }

  /// What a word says, also with a number behind it: `key2`.
  private static func kind(_ bytes: Slice<UnsafeRawBufferPointer>) -> NameWord? {
    if let packed = PackedWord(bytes), let kind = table[packed] { return kind }
    let digits = bytes.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard digits > 0, digits < bytes.count, let packed = PackedWord(bytes.dropLast(digits)) else {
      return nil
    }
    return table[packed]
  }

  /// Where the word that begins at `start` ends: at a mark, or at a capital that begins another word (`apiKey`,
  /// `HTTPKey`).
  private static func wordEnd(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var end = start + 1
    while end < limit, isAlphanumeric(text[end]) {
      if isUpper(text[end]) {
        if !isUpper(text[end - 1]) { return end }
        if end + 1 < limit, isLower(text[end + 1]) {
          // `IDs` and `APIs` are one word.
          let isPlural = text[end + 1] == UInt8(ascii: "s") && (end + 2 == limit || !isLower(text[end + 2]))
          if !isPlural { return end }
        }
      }
      end += 1
    }
    return end
  }

  private static func isWord(_ word: StaticString, _ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    word.utf8CodeUnitCount == bytes.count
      && word.withUTF8Buffer { zip(bytes, $0).allSatisfy { fold($0) == $1 } }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isUpper(byte) || isLower(byte) || (0x30...0x39).contains(byte)
  }
  static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  static func fold(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
}

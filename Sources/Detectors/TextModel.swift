/// Tells names, words and paths from random characters, by how their characters follow each other.
///
/// The table was counted by `scripts/text-model` over the distinct names and words of C headers, the Python and
/// Swift libraries and their documents: one row per character, one column per character behind it, in the order
/// `a`…`z`, digit, mark; a value is -log2(share) in thirds of a bit, written in base 36.
enum TextModel {
  private static let table: StaticString = """
    LFCDNLEUGVLACBXEVAB8IKKJINHD\
    AJGJBKNSCFRAMMEKVGFLBQSRHUD5\
    BLHKBJQCGYCDJN6LUEHBGOURKZGB\
    CJKF4JKOBSSILOELUHGHHOORNXF7\
    FMDDJHISMERCGBNIK9ACPJLEKWJ7\
    DKIJDDOT8YUEKIALVDGEEQQSKZC6\
    GNIO7OKH7XTCJEGKXCEIGPRUQTM7\
    9ONM8OQRCYQLIOCMUGHE6ROYKVJ7\
    GHDEGGFWRWPEF7AGUHB7SHVJZIOF\
    GRLQBRRSKSMQQQDMVT1QIRPUSUND\
    FJFJ5KKMAVRIJHKKTKDKHKINPRI5\
    BMLG8BMR9YQAOOBLXOEEFGSQIUL8\
    8GMI9OQU9YQHBPDBVOGLHOTSNWL7\
    CPDBCGCRFTLKNJ8KXNC9GHTSQVM8\
    JHE8PJJVJTKE88HEZ9GFEJHPRVUD\
    9OHI9JNHEZKCMNBETAGDCNSUDUL9\
    JLJJJKNNLUPDKKOJLFGK3OOPQQI7\
    ANGH7LGRAZKKFIBLUFDDIJQUGYM8\
    GQFO8MNGCZJILLFGOMC8GOLUHSK5\
    COHM8LRBAZPIKODJXCFGIQOOFUM6\
    H8GHCIJSFZU9D9NCXBCATOVMYUOH\
    8OJN5JMSAVHGANHHTMHLRGRMSUDA\
    9NJJBMOG7UOJIEBKQBBKPPHRTSK7\
    DMDJCHNQEVHLENLARKI8ONRHKUC6\
    HKHJHLKPJURGDDJ8SKCDMMKRQPL4\
    CONM4MNMESPJIK9LRNMLNPOKIGE9\
    GFFFGFSUOXQNSPTQWROQRRTNWV36\
    DGAEEEDHEOKFEBHCPEACHGJJSPGE
    """

  /// What text does not reach but in one of twenty tokens with digits, and random letters and digits exceed in 98 of
  /// a hundred.
  static let randomBits = 4.8

  /// Mean cost of a character, in bits, where every value is text: some 3.8 for names and words, 6.5 for random
  /// letters and digits. Says nothing of hexadecimal digits: numbers are text as well.
  static func bitsPerCharacter(_ value: UnsafeRawBufferPointer) -> Double {
    guard !value.isEmpty else { return 0 }
    var previous = mark
    var thirds = 0
    for byte in value {
      let symbol = symbol(byte)
      let digit = table.utf8Start[previous * 28 + symbol]
      thirds += digit <= 0x39 ? Int(digit) - 0x30 : Int(digit) - 0x41 + 10
      previous = symbol
    }
    return Double(thirds) / 3 / Double(value.count)
  }

  private static let mark = 27

  @inline(__always)
  private static func symbol(_ byte: UInt8) -> Int {
    switch byte {
    case 0x61...0x7A: Int(byte) - 0x61
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x30...0x39: 26
    default: mark
    }
  }
}

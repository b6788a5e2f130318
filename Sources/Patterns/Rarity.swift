/// How common short stretches of bytes are in source text, estimated from pairs of characters.
///
/// The table was counted over some 55 MB of source text in C, Ruby, Rust, Python and Swift, letters without
/// case: one row per first character, one column per second, in the order `a`…`z`, digit, `_`, `-`, `.`, `/`,
/// anything else. A value is 24 + log2(share of all pairs), written in base 36.
enum Rarity {
  private static let pairs: StaticString = """
    DEFFACE8E8DGFG9E8GGHDDCCDABDBA8F\
    ECBAE987DD7EA8E97DCAE777D7CB9C9E\
    FAC9FB8GD7FECAGB8ECGDA8AB7CDBBAF\
    ECBDGB9AF99DABEB7DDBDAAAC6CEBD9H\
    FDGGEFDCC9AGFHCEEHHGBEDFD9CFDEAI\
    E9ABEEA8G68DACF96ECDE778B6CDBDAG\
    B8B8F9CCE78CADC96DDBDB86979DBCAF\
    F99AG978F67AB9EA7DBEC87797ADABBF\
    EDFFEFE797AFEHGD9EGG8E7D6EBA9A8E\
    A677D766868676C778B7A6766699776D\
    B899F9A8D78A8AA998CAA997769CAB8E\
    FBBEHEABG6AGAAFC6BEEFBA8E7ADBCBG\
    GDACG987E69CEAEF78DBD876B7BCABBE\
    FBFGGEG9E8CDBEFC9BFHEDA8C7AECCAH\
    CDFFBED9DBDEFHEF9HEFFDEA999DBB9G\
    F9ACFABBD78E99FD7FDFE98AD7ADAB9F\
    97767666677A77666787E8756699774D\
    GCDDHCE9G7CCEEGB7EFFFCB7E6BEBDAH\
    EAECHBBEF7CCCBEEABFHEAC7DABECECH\
    GBECHCAHH79DCCGD7GFEEABCE8CFDEBI\
    EEDCFEC7D67FEFBE7FFF886A68A9786E\
    F788F786D66788D767A7777676BA998E\
    DB89D87DF67A8CD87DC979A6569C9B8E\
    B8D9C978C668A88D67AE877A87BCBA7F\
    99A9B988C77BBCCE6ADD879678ADBB8G\
    A777E866A6678797678796769898667D\
    BBBBBB99A9999A9A9999A99B99HCCEAH\
    EDEDEECCEABDDEDEAEEECCC889BD584D\
    BBCBBBAAB78BBBBC8BCBA9A869C4G75F\
    DCDCCCBCC99CCCBD8DDCBAC887DA6D9F\
    BABAAABAA96AA9CC6CBC989866B768FF\
    HGHGGGFFHDEGGGGGDGHHFFGEDDHEFFGM
    """

  /// Four bytes, case bit set, that stand in such text more often than their pairs tell.
  private static let frequent: Set<UInt32> = Set(
    """
    .com|.wri|`git|aaaa|abil|able|acce|ack_|ack |age_|ails|airf|al-s|alle|appl|arch|assi|ate |ault|auth|\
    b.co|base|ble_|bscr|cces|cess|ch a|cket|clie|clon|clos|comm|conf|conn|cord|curs|c te|data|disc|e.co|\
    ecto|ecur|edis|ello|entr|en t|er.s|er i|er t|esen|essi|ess |etch|et c|et s|expr|e to|fast|flow|forc|\
    f co|git-|gith|gram|hat |http|hub.|ible|ical|igne|inst|ion.|ion_|ion |irfl|itch|ithu|ivat|iven|keys|\
    key_|kind|lass|let |leve|lien|llba|load|logg|lose|low |mark|modu|nect|nel.|nfig|ning|nnec|noti|now |\
    nsta|ntry|n to|ocia|ocke|oduc|ojec|oken|omme|onfi|ooki|ooks|orte|ose |over|pace|pass|pipe|plic|port|\
    post|pres|priv|proj|ps:/|push|rail|rce_|redi|repo|rese|revi|riva|rodu|roje|roll|rows|ry a|r to|s://|\
    send|sent|se i|shar|sibl|sign|sion|spac|ssio|star|sts |subm|subs|sult|sume|sync|syst|s to|tch_|tch |\
    ter |test|text|thub|tion|tly |toke|tps:|trac|try |type|t se|t to|ub.c|ubsc|uffe|ults|ult_|user|vate|\
    ven |view|visi|ways|witc|word|work|ype_|yste|y to|zero|_key| acc| app| aut| cha| htt| key| log| rep|\
     sec| see| tes| uni
    """.split(separator: "|").map { gram in gram.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1 | 0x20) } })

  /// Offset of the five bytes that are rarest.
  static func rarestStretch(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var best = (cost: Int.max, offset: 0)
    var isFirstFrequent = isFrequent(bytes, 0)
    for offset in 0...min(bytes.count - 5, 100) {
      let isSecondFrequent = isFrequent(bytes, offset + 1)
      let stretch = UnsafeBufferPointer(rebasing: bytes[offset..<offset + 5])
      let cost = commonness(of: stretch) + (isFirstFrequent ? 60 : 0) + (isSecondFrequent ? 60 : 0)
      if cost < best.cost { best = (cost, offset) }
      isFirstFrequent = isSecondFrequent
    }
    return best.offset
  }

  private static func isFrequent(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    var gram: UInt32 = 0
    for place in 0..<4 { gram |= UInt32(bytes[offset + place] | 0x20) << UInt32(8 * place) }
    return frequent.contains(gram)
  }

  /// Larger for stretches that stand in text more often; a capital letter counts as three bits rarer.
  static func commonness(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var score = 0
    var isRun = true
    for (place, byte) in bytes.enumerated() {
      // A chain of pairs counts every inner character twice: take back its own share, some six bits.
      if place > 0 { score += pair(bytes[place - 1], byte) - 18 }
      if byte != bytes[0] { isRun = false }
      if (0x41...0x5A).contains(byte) { score -= 3 }
    }
    return isRun ? score + 100 : score
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    let digit = pairs.utf8Start[Int(column(first)) * 32 + Int(column(second))]
    return digit <= 0x39 ? Int(digit) - 0x30 : Int(digit) - 0x41 + 10
  }

  private static func column(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x61...0x7A: byte - 0x61
    case 0x41...0x5A: byte - 0x41
    case 0x30...0x39: 26
    case UInt8(ascii: "_"): 27
    case UInt8(ascii: "-"): 28
    case UInt8(ascii: "."): 29
    case UInt8(ascii: "/"): 30
    default: 31
    }
  }
}

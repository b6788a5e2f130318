/// What a word in a value's name says of the value.
enum NameWord: UInt8 {
  /// `key`, `token`, `password`.
  case credential
  /// `password`, `pwd`: as a credential, of the kind that people choose.
  case password
  /// `secret`: as a credential, and nothing else.
  case secret
  /// `api`, `access`: tells a credential in a name, but not in prose.
  case weak
  /// `sha256`, `commit`, `etag`: the value tells content, not access.
  case digest
  /// `id`, `url`, `type`: the value says something of a credential but is none, where the word stands last.
  case reference
  /// `public`, `csrf`, `sort`: what is known to be no secret, whatever else the name says.
  case open
  /// `test`, `dummy`: says nothing but that the value may be made up.
  case test
  /// `my`, `prod`, `client`: says nothing.
  case neutral

  static let all: [NameWord: String] = [
    .credential: """
    key keys token tokens tok auth authorization authentication authtoken bearer credential credentials cred creds
    apitoken oauth pat jwt webhook
    """,
    .password: """
    password passwords passwd passphrase passcode pwd pass passw pw userpassword kennwort passwort contrasena senha
    """,
    .secret: "secret secrets apikey apikeys secretkey clientsecret",
    .weak: "api access private license licence licensing basic session login hook webhooks subscription",
    .digest: """
    sha sha1 sha224 sha256 sha384 sha512 md5 crc crc32 sri commit commits revision rev integrity checksum checksums
    digest digests hash hashes hashed shasum shasums sum etag oid fingerprint thumbprint blob tree parent resolved
    hasher hashers hashing gravatar snapshot traceid spanid gitsha githash sha1sum sha256sum md5sum filehash objectid treehash
    """,
    .reference: """
    id ids sid uid guid uuid name names url uri urls path paths file filename dir type types count length len size
    expires expiry expiration ttl version host hostname endpoint endpoints address addr region email mail username
    domain port label title desc description format prefix suffix header field class policy algorithm alg issuer
    audience scope scopes link location bucket arn ref index position status date time timestamp message error
    template slug number page href src hint regex pattern enabled required limit max min
    """,
    .open: """
    public publishable pub anon anonymous foreign cache sort partition row idempotency routing continuation cursor
    csrf xsrf authenticity nextpage cancellation cancel sync lookup translation i18n hot shortcut modifier placeholder example
    """,
    .test: "test testing tests dummy fake mock mocked sample demo",
    .neutral: """
    my the a an your our new old x xi app application apps prod production dev development live
    sandbox stage staging default user users admin client server service svc account acct org organization team
    project workspace company master main root primary secondary read write readonly readwrite rw ro config conf cfg
    configuration setting settings env environment environments var vars variable variables const constant static
    final let val value values v string str data info param params parameter option options opt global local current
    internal external web http https rest sdk cli bot ci cd deploy deployment integration plugin module legacy next
    temp tmp base db database personal developer consumer remote for is with of to and or as in on by from use using
    used set get add valid real headers query body request response req res args arg argument input output www com io
    net co ai cloud platform portal site signing encryption shared refresh long lived short term this that it here
    below following export return print log debug warn trace self c d e g k n p s t
    """,
  ]
}

/// Up to sixteen bytes in lower case, to look words up without making strings.
struct PackedWord: Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Nil for a longer word, which no list has.
  init?(_ bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count <= 16 else { return nil }
    for byte in bytes {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
  }
}

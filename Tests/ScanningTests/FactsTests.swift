import Detectors
import Findings
import Scanning
import Testing

struct FactsTests {
  private func read(
    _ carrier: Detector.FactCarrier, _ value: String, companions: [String: String] = [:], before: String = "",
    after: String = ""
  ) -> Facts {
    Facts.read(
      carrier, from: Array(value.utf8), companions: companions.mapValues { Array($0.utf8) },
      surroundings: Surroundings(before: Array(before.utf8), after: Array(after.utf8)))
  }

  private func base64(_ text: String) -> String {
    DatedSamples.base64(Array(text.utf8), url: true, pads: false)
  }

  private func jwt(_ header: String, _ payload: String) -> String {
    "\(base64(header)).\(base64(payload)).c2ln"
  }

  /// The id in the first row is that of a published article, with its account; the last ones are of the older
  /// kind, not in base 32, of another kind, and beyond any account.
  static let keyIDs: [(prefix: String, rest: String, account: String?)] = [
    ("ASIA", "Y34FZKBOKMUTVV7A", "609629065308"), ("AKIA", "QAAAAAAAAAAAAAAA", "000000000000"),
    ("AKIA", "IOSFODNN7ABCDEFG", nil), ("AKIA", "Q18FZKBOKMUTVV7A", nil), ("AROA", "Y34FZKBOKMUTVV7A", nil),
    ("AKIA", "777777777777777A", nil),
  ]

  @Test(arguments: keyIDs)
  func `an AWS key id tells the account, if it is of the newer kind`(
    prefix: String, rest: String, account: String?
  ) {
    let id = prefix + rest
    #expect(read(.awsAccount, id)[.account] == account)
    #expect(read(.awsAccount, "https://b.example/?X-Amz-Credential=\(id)%2F20260101")[.account] == account)
  }

  @Test func `a JWT tells header and claims`() {
    let facts = read(
      .jwt,
      jwt(
        #"{"alg":"RS256","kid":"k1","typ":"at+jwt"}"#,
        #"{"iss":"https:\/\/id.example.org\/","sub":"jane.doe@example.org","aud":["api","web"],"scope":"a b","client_id":"c1","iat":1700000000,"exp":1800000000}"#
      ))
    #expect(
      facts
        == Facts([
          .algorithm: "RS256", .keyID: "k1", .tokenType: "at+jwt", .issuer: "https://id.example.org/",
          .subject: "j…@example.org", .audience: "api web", .scope: "a b", .client: "c1",
          .issued: "2023-11-14",
          .expires: "2027-01-15",
        ]))
  }

  @Test func `a Supabase key tells project and role, a service account's token its name`() {
    let supabase = read(
      .jwt, jwt(#"{"alg":"none"}"#, #"{"iss":"supabase","ref":"abcdefghij","role":"service_role"}"#))
    #expect(supabase[.project] == "abcdefghij" && supabase[.role] == "service_role")
    let other = read(
      .jwt,
      jwt(
        #"{"alg":"none"}"#, #"{"iss":"other","ref":"abcdefghij","sub":"system:serviceaccount:prod:deployer"}"#
      ))
    #expect(other[.project] == nil && other[.subject] == "system:serviceaccount:prod:deployer")
  }

  @Test func `long and hostile claims are cut and escaped`() {
    let facts = read(
      .jwt,
      jwt(
        #"{"alg":"none"}"#,
        "{\"sub\":\"\(String(repeating: "x", count: 5000))\",\"iss\":\"a\u{1b}[2J\u{202e}b\"}"))
    #expect(facts[.subject]?.count == Facts.lengthLimit)
    #expect(facts[.issuer] == "a\\x1b[2J\\xe2\\x80\\xaeb")
  }

  @Test(arguments: [
    ("jane@example.org", "j…@example.org"),
    ("mailto:jane.doe+x@mail.example.org, bob@b.io", "mailto:j…@mail.example.org, b…@b.io"),
    ("ci@proj.iam.gserviceaccount.com", "ci@proj.iam.gserviceaccount.com"), ("abc@clients", "abc@clients"),
    ("@example.org", "@example.org"), ("a@b@c.org", "a@b@c.org"), ("user@host.", "user@host."),
  ])
  func `people's addresses are cut short, those of services are not`(subject: String, shown: String) {
    #expect(read(.jwt, jwt(#"{"alg":"none"}"#, "{\"sub\":\"\(subject)\"}"))[.subject] == shown)
  }

  @Test func `a shared access signature tells what it opens, until when, and its account`() {
    let facts = read(
      .azureSAS, "sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&st=2026-01-01&sig=x",
      before: "url: https://acme.blob.core.windows.net/box/x.zip?")
    #expect(
      facts
        == Facts([
          .account: "acme", .permissions: "rl", .apiVersion: "2024-11-04", .resource: "b sco",
          .starts: "2026-01-01",
          .expires: "2027-01-01",
        ]))
  }

  @Test func `a storage key tells the account of its connection string`() {
    let before = "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey="
    #expect(read(.azureAccount, "k", before: before)[.account] == "acme")
    #expect(read(.azureAccount, "k", companions: ["account": "other"], before: before)[.account] == "other")
    #expect(read(.azureAccount, "k").isEmpty)
  }

  @Test func `a service account's key tells the account, its project and the key's id`() {
    let facts = read(
      .gcpServiceAccount, "not a key",
      companions: ["account": "ci@acme-1.iam.gserviceaccount.com", "key-id": "0a1b"])
    #expect(
      facts == Facts([.client: "ci@acme-1.iam.gserviceaccount.com", .project: "acme-1", .keyID: "0a1b"]))
  }

  static let connections:
    [(before: String, after: String, companions: [String: String], facts: [Facts.Name: String])] = [
      (
        "DATABASE_URL=postgres://app:", "@db.example.org:5432/shop?sslmode=require",
        ["user": "app", "host": "db.example.org"],
        [.scheme: "postgres", .user: "app", .host: "db.example.org:5432", .database: "shop"]
      ),
      (
        "mongodb+srv://u:", "@a.example.org,b.example.org/admin", [:],
        [.scheme: "mongodb+srv", .user: "u", .host: "a.example.org,b.example.org", .database: "admin"]
      ),
      ("redis://:", "@10.0.0.7/3 next://a:b@c", [:], [.scheme: "redis", .host: "10.0.0.7", .database: "3"]),
      ("amqps://u:", "@mq.example.org/vhost", [:], [.scheme: "amqps", .user: "u", .host: "mq.example.org"]),
      (
        "url=jdbc:postgresql://db:5432/shop?user=app&password=", "", [:],
        [.scheme: "jdbc:postgresql", .user: "app", .host: "db:5432", .database: "shop"]
      ),
      (
        "jdbc:sqlserver://sql1:1433;databaseName=shop;user=sa;password=", ";encrypt=true", [:],
        [.scheme: "jdbc:sqlserver", .user: "sa", .host: "sql1:1433", .database: "shop"]
      ),
      (
        "dsn=Server=sql1.example.org,1433;Initial Catalog=shop;User Id=sa;Password=", ";Encrypt=true", [:],
        [.user: "sa", .host: "sql1.example.org,1433", .database: "shop"]
      ),
      (
        "jdbc:oracle:thin:scott/", "@//ora1:1521/ORCL", ["user": "scott"],
        [.user: "scott", .host: "ora1:1521", .database: "ORCL"]
      ),
      ("spring.redis.url:redis://:", "@cache:6379", [:], [.scheme: "redis", .host: "cache:6379"]),
      ("", "", [:], [:]),
    ]

  @Test(arguments: connections.indices)
  func `a connection tells user, host and database, and never the password`(index: Int) {
    let sample = FactsTests.connections[index]
    let facts = read(
      .connection, "hunter2hunter2", companions: sample.companions, before: sample.before, after: sample.after
    )
    #expect(facts == Facts(sample.facts))
  }

  @Test func `basic authentication tells the user`() {
    #expect(read(.basicAuth, "hunter2", companions: ["user": "deploy"])[.user] == "deploy")
    #expect(read(.basicAuth, "hunter2").isEmpty)
    #expect(read(.basicAuth, "hunter2", companions: ["user": "\u{1}"]).isEmpty)
  }

  /// A user that is a token is the secret itself.
  @Test func `a token in the user's place is not told`() {
    let token = "key_" + "a1b2c3d4e5f6a7b8c9d0"
    #expect(read(.basicAuth, "x", companions: ["user": token]).isEmpty)
    let facts = read(.connection, "x-oauth-basic", before: "https://\(token):", after: "@git.example.org/a")
    #expect(facts == Facts([.scheme: "https", .host: "git.example.org"]))
    #expect(read(.connection, "x", companions: ["user": token]).isEmpty)
  }

  @Test func `tokens of chats tell workspace, app, bot and webhook`() {
    let webhook = "https://hooks.slack.com/" + "services/T01ABCDEF/B01ABCDEF/abcdef"
    #expect(read(.slack, webhook) == Facts([.workspace: "T01ABCDEF"]))
    let trigger = "https://hooks.slack.com/" + "triggers/E01ABCDEF/1234567890/T0123456789012345678901"
    #expect(read(.slack, trigger) == Facts([.workspace: "E01ABCDEF"]))
    #expect(read(.slack, "xapp" + "-1-A01ABCDEF-123-abc") == Facts([.application: "A01ABCDEF"]))
    #expect(read(.slack, "xoxb" + "-123-456-abc").isEmpty)
    #expect(read(.discord, base64("123456789012345678") + ".abc.def") == Facts([.bot: "123456789012345678"]))
    #expect(
      read(.discord, "https://discord.com/api/webhooks/123456789012345678/abc")
        == Facts([.webhook: "123456789012345678"]))
  }

  @Test func `tokens of Sentry, Grafana and Mapbox tell whose they are`() {
    let json =
      #"{"iat":1700000000,"url":"https://sentry.io","region_url":"https://de.sentry.io","org":"acme"}"#
    let token = "sntr" + "ys_" + DatedSamples.base64(Array(json.utf8)) + "_x"
    #expect(
      read(.sentry, token) == Facts([.organization: "acme", .region: "de.sentry.io", .issued: "2023-11-14"]))
    #expect(
      read(.sentry, "https://0a@o12.ingest.us.sentry.io/345")
        == Facts([.host: "o12.ingest.us.sentry.io", .organization: "o12", .region: "us", .project: "345"]))
    let grafana =
      "gl" + "c_" + DatedSamples.base64(Array(#"{"o":"123","n":"stack-1-ci","k":"x","m":{"r":"us"}}"#.utf8))
    #expect(read(.grafana, grafana) == Facts([.organization: "123", .client: "stack-1-ci"]))
    #expect(read(.mapbox, "sk." + base64(#"{"u":"acme","a":"x"}"#) + ".sig") == Facts([.account: "acme"]))
  }

  @Test func `what cannot be read tells nothing`() {
    for carrier in Detector.FactCarrier.allCases where carrier != .privateKey {
      for value in ["", "x", ".", "..", "eyJ.eyJ.x", "://", String(repeating: "=", count: 100)] {
        #expect(read(carrier, value).isEmpty, "\(carrier) \(value)")
      }
    }
  }
}

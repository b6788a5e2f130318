import Detectors
import EmbeddedDetectors
import Findings
import Testing

/// Secrets that nothing but their name tells, by the catalogue's generic detectors.
struct GenericSecretTests {
  /// `®` stands for 32 random letters and digits, `©` for 40 hexadecimal digits, `¶` for a password as people choose.
  @Test(arguments: [
    "api_key = '®'", "apiKey: \"®\"", "\"clientSecret\": \"®\",", "config['auth_token'] => '®'",
    "API_TOKEN=®",
    "token: '©'", "secret = \"©\"", "var sessionKey string = \"®\"", "const char token[] = \"®\";",
    "char api_key[41] = \"©\";", "<add key=\"ApiToken\" value=\"®\"/>", "  - name: API_TOKEN\n    value: ®",
    "{\n  \"name\": \"SIGNING_SECRET\",\n  \"value\": \"®\"\n}", "<key>ApiSecret</key>\n\t<string>®</string>",
    "<accessToken>®</accessToken>", "define('SECRET_TOKEN', '®');", "client.setAccessToken(\"®\")",
    "ENV SERVICE_TOKEN ®", "setx SERVICE_TOKEN ®", "serve --auth-token ®", "secret := \"®\"",
    "os.environ.get(\"SIGNING_KEY\", \"®\")", "{\\\"token\\\": \\\"®\\\"}", "token = new String(\"®\")",
    "jwt_secret: ®", "GET /?access_token=® HTTP/1.1", "X-Auth-Token: ®", "let token: String = \"®\"",
    "password = \"¶\"", "'db_password' => '¶',", "smtp.password=\"¶\"", "ALTER USER app PASSWORD '®'",
    "login(user: \"me\", password: \"¶\")", "password = \"®\"", "<password>¶</password>",
    "ENV['API_TOKEN'] ||= '®'", "field(\"String\", \"API_TOKEN\", \"\\\"®\\\"\")", "WIDGET_KEY=®",
    "widget_key: ®",
    "<string name=\"api_token\">®</string>", "password: ®",
    "<meta-data android:name=\"net.x.API_KEY\" android:value=\"®\"/>",
    "api_key ::= \"®\"", "API_KEY ?= ®", "api_key = \"\"\"®\"\"\"", "$apiKey .= '®'", "#define API_KEY \"®\"",
    "process.env.API_KEY || '®'", "process.env['API_KEY'] ?? '®'", "getenv('API_KEY') ?: '®'",
    "os.environ.get(\"API_KEY\") or \"®\"", "api_keys['prod'] = '®'", "if api_key != \"®\":",
    "'api_key' -> '®'",
    "connect(url, api_key, \"®\")", "if (token !== '®')",
  ])
  func `a secret is found in every syntax`(text: String) throws {
    for seed in 0..<4 as Range<UInt64> {
      let level = try level(of: text, seed: seed)
      #expect(level != nil, "seed \(seed)")
    }
  }

  @Test(arguments: [
    "api_key = '®'", "\"clientSecret\": \"®\",", "API_TOKEN=®", "token: '©'", "password = \"¶\"",
    "secret: \"®\"",
  ])
  func `a random value or a chosen password in quotes is of medium confidence`(text: String) throws {
    for seed in 0..<8 as Range<UInt64> { #expect(try level(of: text, seed: seed) == .medium, "seed \(seed)") }
  }

  @Test(arguments: [
    // Words, names and references.
    "api_key = 'my_api_key_name_2'", "token = response.data.accessToken2", "secret = getSecret('name1')",
    "password = 'password123'", "password = \"P@ssw0rd!\"", "password: changeme", "password = 'admin1234'",
    "PASSWORD=my-secret-pw", "password: \"Enter2Passwords\"", "password_field = \"user_password_2\"",
    "token = \"${ACCESS_TOKEN_1}\"", "token = '<your-token-here-1234>'", "secret = os.environ['SECRET_2']",
    "apiKey = AbstractFactoryBean2.class", "token: TokenType.ACCESS_TOKEN_V2",
    "apiKey: widgetApiKeyFromSettings2", "krb5Password: krb5Password,",
    "ProviderOnePassword = '1Password/tool'",
    "api_key = 'pk_live_®'", "POSTHOG_KEY=phc_®", "RECAPTCHA_SITE_KEY=®",
    // Not a secret's name.
    "public_key = '®'", "token_type = '®'", "secret_name = '®'", "key_id = '®'", "csrf_token = '®'",
    "password_hash = '®'", "next_page_token = '®'", "tokenizer = '®'", "secretary = '®'", "sort_key = '®'",
    "commit_token_sha = '©'", "keyboard: '®'",
    "GPG_KEY=©", "SecretKeyFactory.getInstance(\"PBKDF2WithHmacSHA512\")",
    // Something else in a string.
    "\"PasswordLastUsed\": \"2016-09-24T16:18:07Z\"", "this.socks5Password = socks5Password;",
    "{\"name\": \"app.password\", \"defaultValue\": \"UUID.randomUUID().toString()\"}",
    "ignored = ['v3AuthPass', 'v3PrivPass', 'host']", "[\"--remote.secret=secret\", \"--livereload.port=0\"]",
    "[\"TEST_PASSWORD=passpassword\", \"TEST_REGISTRY=Registry1\"]",
    "url + \"&j_password=\"+encode(password, \"UTF-8\")",
    "login --username AWS --password-stdin 901841024863.Registry.net'",
    "secret: '%env(resolve:APP_SECRET2)%'", "\"vendor/secret\": \"^5.4|^6.0\"",
    "post('/password', 'Controller2@yourMethod')", "\"AuthSecret\": \"Chap2Credentials[].AuthSecret\"",
    "key = \"AccountKey=Eby8vdM02xNOcqF®®==\"",
    // Parts of an identifier.
    "Resource: vault:eu-west-1:1234:secret:app/®", "urn:app:token:®", "a.b:api_key:®",
    // Patterns.
    "api_key = 'abcdefghijklmnopqrstuvwxyz123456'", "token = '01234567890123456789012345678901'",
    "secret = 'a1b2a1b2a1b2a1b2a1b2a1b2'", "token = 'xxxxxxxxxxxxxxxx1234'",
    "api_key = 'qwertyuiopasdfgh123'",
    // Hashes that have detectors of their own, or are none of ours.
    "password = '$2b$10$®'", "password: '{SSHA}®'", "token = 'sha256-®'",
  ])
  func `what is no secret is not reported`(text: String) throws {
    for seed in 0..<4 as Range<UInt64> {
      let level = try level(of: text, seed: seed)
      #expect(level == nil || level == .low, "seed \(seed)")
    }
  }

  @Test func `the other half of a credential is no finding of its own`() throws {
    let text = try ExampleTemplate(
      "aws_access_key_id = AKIA{base32:16}{nl}aws_secret_access_key = {base64:17}q7R{base64:20}{nl}"
    ).text(seed: 3)
    let plan = ScanPlan(.embedded)
    let matcher = Matcher(plan)
    let found = Array(text.utf8).withUnsafeBytes { matcher.resolve(matcher.match($0), in: $0) }
    let ids = found.map { plan.catalog.detectors[$0.detector].id }
    #expect(ids.contains("aws-access-key") && !ids.contains { $0.hasPrefix("generic-") })
  }

  private static let plan = ScanPlan(
    DetectorCatalog(detectors: DetectorCatalog.embedded.detectors.filter { $0.id.hasPrefix("generic-") }))

  private func level(of text: String, seed: UInt64) throws -> Finding.Confidence? {
    let random = try ExampleTemplate("{alnum:30}q7").text(seed: seed)
    let hex = try ExampleTemplate("{hex:40}").text(seed: seed)
    let chosen = [
      "Summer!{digits:4}kd", "{word:5}-{digits:3}{UPPER:2}x", "x{digits:2}{UPPER:2}!{word:6}",
      "tW9#{alnum:8}",
    ]
    let password = try ExampleTemplate(chosen[Int(seed) % chosen.count]).text(seed: seed)
    var result = ""
    for character in text {
      switch character {
      case "®": result += random
      case "©": result += hex
      case "¶": result += password
      default: result.append(character)
      }
    }
    let matcher = Matcher(Self.plan)
    return Array(result.utf8).withUnsafeBytes { bytes in
      matcher.resolve(matcher.match(bytes), in: bytes).map(\.certainty.level).max { $0.rank < $1.rank }
    }
  }
}

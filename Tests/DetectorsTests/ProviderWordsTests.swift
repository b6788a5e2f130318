import Detectors
import Findings
import Testing

/// Values that a provider's name and a credential word near them tell.
struct ProviderWordsTests {
  /// `H` stands for 32 hexadecimal digits, `A` for 32 letters and digits, `O` for another provider's value.
  static let told: [String] = [
    // Assigned to a name that holds both.
    "ACME_API_KEY=V", "acmeKey: 'V'", "export ACME_TOKEN=\"V\"", "acme.api.key = V", "\"acmeSecret\": \"V\",",
    "$config['acme_token'] = 'V';", "define('ACME_KEY', 'V');", "<acmeToken>V</acmeToken>",
    "<add key=\"AcmeApiKey\" value=\"V\" />", "- name: ACME_API_KEY\n  value: V", "ENV ACME_TOKEN V",
    "setx ACME_API_KEY \"V\"", "os.environ[\"ACME_KEY\"] = \"V\"", "let acmeKey: String = \"V\"",
    "var acmeApiKey string = \"V\"", "acme_key := \"V\"", "static const char acmeKey[] = \"V\";",
    ":acme_key => 'V'",
    "{\\\"acme_key\\\": \\\"V\\\"}", "--acme-token V", "--acme-token=V", "acmeClient.setToken(\"V\")",
    "ACME_API_KEY = 'V' # 2024", "samplekey acmekey=V", "acme_key <- \"V\"", "const ACME_KEY = `V`",
    // Assigned to a credential's name near the provider's.
    "curl -H 'X-Api-Key: V' https://api.acme.com/v1/items", "https://api.acme.com/v1?api_key=V",
    "acme:\n  api_key: V", "[acme]\napi_key = V", "# Acme\ntoken: V", "new Acme({ apiKey: 'V' })",
    "{\"acme\": {\"other_key\": \"V\"}}", "Acme.configure(secret: \"V\")",
    "[INFO] request to the acme API\n[DEBUG] Using Key=V\n[INFO] 200 OK",
    "<meta-data android:name=\"com.acme.API_KEY\" android:value=\"V\"/>",
    "<string name=\"acme_key\">V</string>",
    "acme login --api-key V", "$env:ACME_TOKEN = \"V\"",
    "curl https://api.acme.com \\\n  -H \"Authorization: Bearer V\"", "GET acme.com\nAuthorization: Token V",
    "<id>acme</id>\n<secret>V</secret>",
    "<scope>GLOBAL</scope>\n<id>{acme}</id>\n<secret>{AQAAABAAA V}</secret>",
    // In prose.
    "acme API key is V", "The Acme token for staging is `V`.", "Your acme secret: V", "acme key:\n\n    V",
    "acme password V", "acme token \"V\"",
  ]

  static let notTold: [String] = [
    "ACME_COMMIT=V", "acme_sha: V", "acmeRevision = 'V'", "acme key checksum V", "acme integrity: V",
    "OTHER_API_KEY=V", "inbacme_key = V", "acmeology_key=V",
    "ACME_URL=https://x.y\nWIDGET_API_KEY=V", "acme_key_id = V", "acme_token_type: V", "acme public key V",
    "acme\n\n\n\nkey = V", "acme/keys/V/list", "key: V\n\nacme", "acme_key = V-q",
    "uses: acme/get-token@V", "acmeKey = new V()", "acme_key = V()", "acme_next_page_token = V",
    "acme_authenticity_token = V", "acme_password_hasher = V", "\"src/Acme.php\": \"V\"", "acme.projectKey=V",
    "Acme key: https://docs.other.net/acme/sheet?key=V", "Acme auth <V@other.net>",
  ]

  @Test(arguments: told)
  func `a value near the provider's name and a credential word is found`(text: String) throws {
    for (charset, seed) in [("hex", UInt64(1)), ("alnum", 2), ("hex", 3), ("alnum", 4)] {
      #expect(try found(text, charset, seed) == "acme-\(charset)", "\(charset)")
    }
  }

  @Test(arguments: notTold)
  func `a value that something else tells is not found`(text: String) throws {
    #expect(try found(text, "hex", 1) == nil)
    #expect(try found(text, "alnum", 2) == nil)
  }

  @Test(arguments: ["acme: V", "acme V", "<acme>V</acme>", "{acme V}", "acme = 'V'", "Acme('V')"])
  func `the provider's name alone tells what is no digest's shape`(text: String) throws {
    #expect(try found(text, "hex", 1) == nil)
    #expect(try found(text, "alnum", 2) == "acme-alnum")
  }

  @Test func `a client is made with a credential, even one of a digest's shape`() throws {
    #expect(try found("new Acme('V')", "hex", 1) == "acme-hex")
    #expect(try found("new Acme('V')", "alnum", 2) == "acme-alnum")
  }

  private static let plan = ScanPlan(
    DetectorCatalog(detectors: [detector("hex", .hex), detector("alnum", .alphanumeric)]))

  private static func detector(_ id: String, _ charset: Detector.Charset) -> Detector {
    Detector(
      summary: DetectorSummary(
        id: "acme-\(id)", name: id, provider: "Acme", category: "saas", severity: .high, lifetime: .longLived),
      confidence: .medium,
      rule: .context(
        .init(
          charset: charset, length: charset == .hex ? 32...32 : 33...33, isAssigned: true, isMixed: true,
          words: ["acme"], otherNames: ["project_key"])),
      literals: [])
  }

  private func found(_ text: String, _ charset: String, _ seed: UInt64) throws -> String? {
    let value = try ExampleTemplate(charset == "hex" ? "{hex:32}" : "{alnum:32}7").text(seed: seed)
    let matcher = Matcher(Self.plan)
    return Array(text.replacing("V", with: value).utf8).withUnsafeBytes { bytes in
      matcher.resolve(matcher.match(bytes), in: bytes).first.map { match in
        String(decoding: match.value, as: UTF8.self) == value
          ? Self.plan.catalog.detectors[match.detector].id : "another value"
      }
    }
  }
}

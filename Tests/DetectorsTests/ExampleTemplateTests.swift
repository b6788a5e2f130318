import Detectors
import Testing

@Suite struct ExampleTemplateTests {
  @Test(arguments: [
    ("{digits:5}", #"[0-9]{5}"#), ("{hex:8}", #"[0-9a-f]{8}"#), ("{HEX:8}", #"[0-9A-F]{8}"#),
    ("{alnum:40}", #"[0-9A-Za-z]{40}"#), ("{lower:3}{UPPER:3}", #"[a-z]{3}[A-Z]{3}"#),
    ("{loweralnum:9}", #"[0-9a-z]{9}"#), ("{upperalnum:9}", #"[0-9A-Z]{9}"#), ("{base32:9}", #"[A-Z2-7]{9}"#),
    ("{base58:9}", #"[1-9A-HJ-NP-Za-km-z]{9}"#),
    ("{bytes:3}", #"(\d{1,3},){2}\d{1,3}"#),
    ("{base64:8}", #"[0-9A-Za-z+\/]{8}"#), ("{base64:86}==", #"[0-9A-Za-z+\/]{85}[AQgw]=="#),
    ("{base64url:43}", #"[0-9A-Za-z_-]{43}"#), ("{word:6}", #"[a-z]{6}"#), ("{password:12}", #"[!-~]{12}"#),
    ("{alnum:20-24}", #"[0-9A-Za-z]{20,24}"#), ("{repeat:x:3}", "xxx"), ("{repeat:::2}", "::"),
    ("a{nl}b", "a\nb"),
    ("gh{}p_", "ghp_"), ("{{\"k\": \"{digits:2}\"}}", #"\{"k": "[0-9]{2}"\}"#), ("${{V}}", #"\$\{V\}"#),
    ("{{{digits:1}}}", #"\{[0-9]\}"#),
    ("{uuid}", #"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"#),
    ("{jwt}", #"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}"#), ("{b64(user:{repeat:a:3})}", "dXNlcjphYWE="),
    ("{b64({{}})}!", "e30=!"), ("ghp_{alnum:30}{crc:github}", #"ghp_[0-9A-Za-z]{36}"#),
    (
      "{pem:EC PRIVATE KEY}",
      #"-----BEGIN EC PRIVATE KEY-----\n([\w+\/=]{1,64}\n)+-----END EC PRIVATE KEY-----"#
    ),
    ("é{digits:1}", "é[0-9]"),
  ])
  func `a placeholder gives characters of its kind`(source: String, shape: String) throws {
    let template = try ExampleTemplate(source)
    let regex = try Regex(shape)
    for seed in 0..<20 as Range<UInt64> {
      let text = template.text(seed: seed)
      #expect(text.wholeMatch(of: regex) != nil, "\(source) gave \(text.count) characters")
    }
  }

  @Test func `the same seed gives the same text, another one another`() throws {
    let template = try ExampleTemplate("{alnum:30}")
    #expect(template.text(seed: 1) == template.text(seed: 1))
    #expect(template.text(seed: 1) != template.text(seed: 2))
    #expect(try ExampleTemplate("{alnum:31}").text(seed: 1).prefix(30) != template.text(seed: 1))
  }

  @Test(arguments: [
    "{", "}", "a}b", "{alnum}", "{alnum:}", "{alnum:0}", "{alnum:9-3}", "{alnum:1-2-3}", "{nope:3}",
    "{crc:nope}",
    "{pem:}", "{repeat:x}", "{b64(x}", "{alnum:999999999}", "{alnum:-1}", "{uuid:3}", "{repeat:x:0}",
  ])
  func `a malformed template is refused`(source: String) {
    #expect(throws: ExampleTemplate.SyntaxError.self) { try ExampleTemplate(source) }
  }
}

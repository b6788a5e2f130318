import Detectors
import EmbeddedDetectors
import Foundation
import Testing

/// Private keys in all the ways that files hold them: one value.
struct PEMFormsTests {
  private static let plan = ScanPlan(.embedded)

  private struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let write: @Sendable (String) -> String

    init(_ name: String, _ write: @escaping @Sendable (String) -> String) {
      testDescription = name
      self.write = write
    }
  }

  private static let forms: [Form] = [
    Form("plain") { $0 + "\n" }, Form("Windows line ends") { $0.replacing("\n", with: "\r\n") + "\r\n" },
    Form("YAML block") { "key: |\n" + lines($0).map { "      " + $0 }.joined(separator: "\n") + "\n" },
    Form("JSON string") { "{\"key\": \"" + $0.replacing("\n", with: "\\n") + "\\n\"}" },
    Form("JSON string with Windows line ends") {
      "{\"key\": \"" + $0.replacing("\n", with: "\\r\\n") + "\\r\\n\"}"
    },
    Form("JSON in a string") { "\"{\\\"key\\\": \\\"" + $0.replacing("\n", with: "\\\\n") + "\\\"}\"" },
    Form("JSON in a string in a string") { "\\\\\\\"" + $0.replacing("\n", with: "\\\\\\\\n") + "\\\\\\\"" },
    Form("JSON with escaped slashes") {
      "{\"key\": \"" + $0.replacing("\n", with: "\\n").replacing("/", with: "\\/") + "\"}"
    },
    Form("JSON with escaped padding") {
      "{\"key\": \"" + $0.replacing("\n", with: "\\n").replacing("=", with: "\\u003d") + "\"}"
    },
    Form("joined strings") {
      "var key = " + lines($0).map { "\"\($0)\\n\"" }.joined(separator: " +\n    ") + ";\n"
    },
    Form("strings of a list") { "[\n" + lines($0).map { "  '\($0)'" }.joined(separator: ",\n") + "\n]\n" },
    Form("strings side by side") {
      "key = (" + lines($0).map { "'\($0)\\n'" }.joined(separator: "\n       ") + ")\n"
    },
    Form("spaces for line ends") { "KEY=\"" + $0.replacing("\n", with: " ") + "\"\n" },
    Form("continued lines") { "KEY='" + $0.replacing("\n", with: "\\n\\\n") + "'\n" },
    Form("patch") { lines($0).map { "+" + $0 }.joined(separator: "\n") + "\n" },
    Form("comment") { lines($0).map { "# " + $0 }.joined(separator: "\n") + "\n" },
    Form("slash comment") { lines($0).map { "// " + $0 }.joined(separator: "\n") + "\n" },
    Form("quoted mail") { lines($0).map { "> " + $0 }.joined(separator: "\n") + "\n" },
    Form("base64") { "key: " + Data(($0 + "\n").utf8).base64EncodedString() + "\n" },
    Form("base64 in lines") {
      "key: |\n  "
        + Data($0.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        .replacing("\n", with: "\n  ") + "\n"
    },
    Form("hex") { "key: " + $0.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n" },
    Form("percent-encoded") {
      "key="
        + $0.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
        .replacing(" ", with: "%20").replacing("\n", with: "%0A") + "&x=1"
    },
  ]

  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test(arguments: ["RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"])
  func `a key is one value, however a file holds it`(type: String) throws {
    let pem = try ExampleTemplate("{pem:\(type)}").text(seed: 3)
    let matcher = Matcher(Self.plan)
    for form in Self.forms {
      let values = Array(form.write(pem).utf8).withUnsafeBytes { text in
        matcher.resolve(matcher.match(text), in: text).filter {
          Self.plan.catalog.detectors[$0.detector].id.hasPrefix("pk-")
        }.map { String(decoding: $0.value, as: UTF8.self) }
      }
      #expect(values == [pem], "\(type) as \(form.testDescription)")
    }
  }

  @Test func `headers and checksums stay`() throws {
    for body in [
      "-----BEGIN {}RSA PRIVATE KEY-----{nl}Proc-Type: 4,ENCRYPTED{nl}DEK-Info: AES-256-CBC,{HEX:32}{nl}{nl}{base64:64}{nl}{base64:64}{nl}{base64:64}{nl}{base64:64}{nl}-----END {}RSA PRIVATE KEY-----",
      "-----BEGIN {}PGP PRIVATE KEY BLOCK-----{nl}{nl}{base64:64}{nl}{base64:64}{nl}{base64:64}{nl}={base64:4}{nl}-----END {}PGP PRIVATE KEY BLOCK-----",
    ] {
      let pem = try ExampleTemplate(body).text(seed: 5)
      let matcher = Matcher(Self.plan)
      for text in [pem, pem.replacing("\n", with: "\\n"), pem.replacing("\n", with: "\r\n   ")] {
        let values = Array(text.utf8).withUnsafeBytes { text in
          matcher.resolve(matcher.match(text), in: text).map { String(decoding: $0.value, as: UTF8.self) }
        }
        #expect(values == [pem.replacing("-----\n\n", with: "-----\n")])
      }
    }
  }
}

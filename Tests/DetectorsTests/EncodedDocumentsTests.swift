import Detectors
import EmbeddedDetectors
import Foundation
import Testing

/// Files in which secrets usually stand encoded.
struct EncodedDocumentsTests {
  private static let plan = ScanPlan(.embedded)

  private struct Found: Hashable {
    let detector: String
    let value: String
    let line: Int
    let encoding: String?
    let key: String?
  }

  private func search(_ text: String) -> [Found] {
    let matcher = Matcher(Self.plan)
    return Array(text.utf8).withUnsafeBytes { buffer in
      matcher.resolve(matcher.match(buffer), in: buffer).map { match in
        Found(
          detector: Self.plan.catalog.detectors[match.detector].id,
          value: String(decoding: match.value, as: UTF8.self),
          line: match.line, encoding: match.encoding.name, key: match.key)
      }
    }
  }

  private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private func generated(_ template: String, seed: UInt64 = 7) throws -> String {
    try ExampleTemplate(template).text(seed: seed)
  }

  /// The value that a detector finds in the clear.
  private func value(of id: String, in text: String) throws -> String {
    try #require(search(text).first { $0.detector == id }).value
  }

  // MARK: Kubernetes

  @Test func `values of a Kubernetes Secret are read`() throws {
    let (password, random) = (try generated("{alnum:9}!q7"), try generated("{hex:40}"))
    let token = try generated("ghp_{alnum:30}{crc:github}")
    let manifest = """
      apiVersion: v1
      data:
        db-password: \(base64(password + "\n"))
        session: \(base64(random))
        username: \(base64("postgres-admin"))
        host: \(base64("db-01.prod.svc.cluster.local"))
        ci: \(base64(token))
        config.env: \(base64("LOG=debug\nGITHUB_TOKEN=\(token)\nMODE=on\n"))
      kind: Secret
      metadata:
        name: app
      type: Opaque
      """
    let found = search(manifest)
    #expect(
      Set(found) == [
        Found(
          detector: "k8s-secret-password", value: password, line: 3, encoding: "base64", key: "db-password"),
        Found(detector: "k8s-secret-manifest", value: random, line: 4, encoding: "base64", key: "session"),
        Found(detector: "github-pat-classic", value: token, line: 7, encoding: "base64", key: "ci"),
        Found(detector: "github-pat-classic", value: token, line: 8, encoding: "base64", key: "GITHUB_TOKEN"),
      ])
  }

  @Test func `a Secret in JSON, also inside an annotation, is read`() throws {
    let password = try generated("{password:16}")
    let json =
      #"{"apiVersion":"v1","data":{"password":"\#(base64(password))"},"kind":"Secret","type":"Opaque"}"#
    let escaped = json.replacing("\"", with: "\\\"")
    for text in [json, "  last-applied-configuration: \"\(escaped)\\n\"\n"] {
      let found = search(text).filter { $0.detector == "k8s-secret-password" }
      #expect(found.map(\.value) == [password], "\(text.prefix(20))")
    }
  }

  @Test(arguments: [".dockerconfigjson", ".dockercfg", "config"])
  func `a Docker configuration in a Secret holds the credential that it holds in the clear`(key: String)
    throws
  {
    let auth = base64(try generated("robot-{word:6}:{alnum:26}"))
    let entry = #""https://registry.corp.test": { "auth": "\#(auth)" }"#
    let json = key == ".dockercfg" ? "{ \(entry) }" : #"{ "auths": { \#(entry) } }"#
    let clear = try value(of: "docker-config-auth", in: json)
    #expect(
      clear == String(decoding: Data(base64Encoded: auth) ?? Data(), as: UTF8.self).split(separator: ":").last
        ?? "")
    let found = search("apiVersion: v1\nkind: Secret\ndata:\n  \(key): \(base64(json))\n")
    #expect(found.map(\.detector) == ["docker-config-auth"])
    #expect(found.map(\.value) == [clear])
    #expect(found.map(\.encoding) == ["base64 of base64"])
    #expect(found.map(\.line) == [4])
  }

  @Test func `an image pull secret without 'auth' is read for its password`() throws {
    let password = try generated("{alnum:24}")
    let json = #"{"auths":{"r.test":{"username":"bot","password":"\#(password)"}}}"#
    let found = search("kind: Secret\ndata:\n  .dockerconfigjson: \(base64(json))\n")
    #expect(found.map(\.detector) == ["docker-config-json-secret"])
    #expect(found.map(\.value) == [password])
  }

  @Test(arguments: ["RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY"])
  func `a kubeconfig's client key is the key that its file holds`(type: String) throws {
    let pem = try generated("{pem:\(type)}")
    let kubeconfig = "users:\n- name: a\n  user:\n    client-key-data: \(base64(pem + "\n"))\n"
    let found = search(kubeconfig)
    #expect(found.map(\.detector) == ["kubeconfig"])
    #expect(found.map(\.value) == [pem])
    let nested = search("kind: Secret\ndata:\n  value: \(base64(kubeconfig))\n")
    #expect(nested.map(\.value) == [pem])
    #expect(nested.map(\.encoding) == ["base64 of base64"])
  }

  // MARK: HTTP

  @Test(arguments: [
    "curl -H 'Authorization: Basic %' https://api.test", "{\"headers\": {\"authorization\": \"Basic %\"}}",
    "headers = {'Authorization': b'Basic %'}", "  -> authorization: basic %",
  ])
  func `the password of a Basic header is read`(template: String) throws {
    let password = try generated("{alnum:17}")
    let found = search(template.replacing("%", with: base64("deploy:" + password)))
    #expect(found.map(\.detector) == ["basic-auth-header"])
    #expect(found.map(\.value) == [password])
    #expect(found.map(\.encoding) == ["base64"])
  }

  // MARK: Notebooks

  private func notebook(source: String, output: String) throws -> String {
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
    }
    let cell: [String: Any] = [
      "cell_type": "code", "metadata": [String: String](), "execution_count": 1, "source": lines(source),
      "outputs": [["output_type": "stream", "name": "stdout", "text": lines(output)]],
    ]
    let document: [String: Any] = ["cells": [cell], "nbformat": 4, "nbformat_minor": 5]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: document, options: [.prettyPrinted, .sortedKeys]),
      as: UTF8.self)
  }

  @Test func `a notebook's source and printed environment are read`() throws {
    let token = try generated("ghp_{alnum:30}{crc:github}")
    let password = try generated("{alnum:20}q7")
    let pem = try generated("{pem:RSA PRIVATE KEY}")
    let text = try notebook(
      source: "import os\nos.environ[\"GITHUB_TOKEN\"] = \"\(token)\"\nkey = \"\"\"\(pem)\"\"\"",
      output:
        "environ({'HOME': '/root', 'DATABASE_URL': 'postgresql://app:\(password)@db.corp.test:5432/app'})")
    let found = Set(search(text).map { $0.detector + " " + $0.value })
    #expect(found.contains("github-pat-classic " + token))
    #expect(found.contains("uri-postgres " + password))
    #expect(found.contains("pk-rsa " + pem))
    // A whole notebook as one string of a larger document.
    let embedded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    #expect(Set(search(embedded).map { $0.detector + " " + $0.value }).isSuperset(of: found))
  }

  // MARK: Escapes

  @Test func `escapes inside of a value do not hide or change it`() throws {
    let password = try generated("{alnum:10}/{alnum:8}=q7")
    let clear = "postgres://app:\(password.replacing("/", with: "_"))@db.corp.test/app"
    let expected = try value(of: "uri-postgres", in: clear)
    for form in [
      clear.replacing("/", with: "\\/"), clear.replacing("=", with: "\\u003d"),
      clear.replacing("=", with: "\\x3D"),
      clear.replacing("@", with: "\\u0040").replacing(":", with: "\\u003a"),
    ] {
      let found = search("{\"url\": \"\(form)\"}\n").filter { $0.detector == "uri-postgres" }
      #expect(found.map(\.value) == [expected], "\(form.prefix(12))")
    }
  }

  @Test func `a percent-encoded address is read`() throws {
    let password = try generated("{alnum:20}")
    let found = search("GET /?target=postgres%3A%2F%2Fapp%3A\(password)%40db.corp.test%2Fapp&x=1 HTTP/1.1\n")
    #expect(found.map(\.detector) == ["uri-postgres"])
    #expect(found.map(\.value) == [password])
  }

  @Test func `base64 of UTF-16, as PowerShell takes commands, is read`() throws {
    let token = try generated("ghp_{alnum:30}{crc:github}")
    let command = "$env:GITHUB_TOKEN = '\(token)'".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let found = search("powershell -EncodedCommand \(Data(command).base64EncodedString())\n")
    #expect(found.map(\.value) == [token])
    #expect(found.map(\.encoding) == ["base64 of utf-16"])
  }
}

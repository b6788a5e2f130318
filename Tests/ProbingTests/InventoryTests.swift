import Findings
import Testing

@testable import Probing

/// The owner's lists, as providers give them.
@Suite struct InventoryTests {
  private static let keyID = "AKIA" + "QRSTUVWXYZ" + "ABCDEF"
  private static let account = AWSAccount.number(ofKeyID: Array(keyID.utf8)) ?? ""
  private static let token = "sk-smp-" + "R2Dq8Wn4Xc7Vb1Mz" + "igAA"

  private func entry(
    _ text: String, _ value: String, _ companions: [String: String] = [:]
  ) throws -> Inventory.Entry? {
    try Inventory(Array(text.utf8), now: Sample.now).entry(for: Sample.credential(value, companions))
  }

  @Test(arguments: [("Active", Validity.live), ("Inactive", .dead)])
  func `an AWS key is matched by its id`(status: String, validity: Validity) throws {
    let text = """
      {"AccessKeyMetadata": [
        {"UserName": "ada", "AccessKeyId": "\(Self.keyID)", "Status": "\(status)", "CreateDate": "2024-05-06T07:08:09+00:00"},
        {"UserName": "ben", "AccessKeyId": "AKIA\("ABCDABCDABCD")2345", "Status": "Active"}]}
      """
    let entry = try entry(text, Self.keyID)
    #expect(entry?.state == validity)
    #expect(entry?.created?.iso8601 == "2024-05-06T07:08:09Z")
    #expect(entry?.owner == "ada")
    #expect(try self.entry(text, "secret-value", ["id": Self.keyID])?.state == validity)
    #expect(try self.entry(text, Self.keyID + "X") == nil)
  }

  private static let header =
    "user,arn,user_creation_time,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active"

  @Test
  func `a credential report proves death where it shows no active key of the account, and nothing else`()
    throws
  {
    func report(_ account: String, _ first: String, _ second: String) -> String {
      """
      \(Self.header)
      <root_account>,arn:aws:iam::\(account):root,2020-01-01T00:00:00+00:00,false,N/A,N/A,false
      "ada, the first",arn:aws:iam::\(account):user/ada,2020-01-01T00:00:00+00:00,\(first),2021-01-01T00:00:00+00:00,N/A,\(second)
      """
    }
    #expect(try entry(report(Self.account, "false", "false"), Self.keyID)?.state == .dead)
    #expect(try entry(report(Self.account, "false", "true"), Self.keyID) == nil)
    #expect(try entry(report("999999999999", "false", "false"), Self.keyID) == nil)
    #expect(try entry(report(Self.account, "false", "false"), "smp_value") == nil)
  }

  @Test func `a credential report with ids is matched by them`() throws {
    let text = """
      \(Self.header),access_key_1_id
      ada,arn:aws:iam::\(Self.account):user/ada,2020-01-01T00:00:00+00:00,true,2021-02-03T04:05:06+00:00,2026-01-01T02:03:04+00:00,false,\(Self.keyID)
      """
    let entry = try #require(try entry(text, Self.keyID))
    #expect(entry.state == .live)
    #expect(entry.created?.date == "2021-02-03")
    #expect(entry.lastUsed?.date == "2026-01-01")
  }

  @Test func `a GitHub token is matched by its last eight characters`() throws {
    let text = """
      [{"login": "ada", "credential_id": 161195, "credential_type": "personal access token", "token_last_eight": "\(Self.token.suffix(8))",
        "credential_authorized_at": "2024-01-26T19:06:43Z", "credential_accessed_at": "2026-01-26T19:06:43Z",
        "authorized_credential_expires_at": "2025-02-25T18:31:58Z"}]
      """
    let entry = try #require(try entry(text, Self.token))
    #expect(entry.state == .expired)
    #expect(entry.lastUsed?.date == "2026-01-26")
    #expect(try self.entry(text, "smp_other_value") == nil)
  }

  /// Neither list shows a part of a token; their numbers are no part of one either.
  @Test(arguments: [
    #"[{"id": 12345678, "name": "ci", "revoked": false, "active": true, "scopes": ["api"], "last_used_at": null}]"#,
    #"[{"id": 25381, "token_id": 98716, "token_name": "deploy", "token_expired": false, "owner": {"login": "ada"}}]"#,
  ])
  func `GitLab's tokens and GitHub's fine-grained ones match nothing, and are counted`(text: String) throws {
    let inventory = try Inventory(Array(text.utf8), now: Sample.now)
    #expect(inventory.unmatchable == 1)
    #expect(inventory.entry(for: Sample.credential("12345678")) == nil)
  }

  @Test(arguments: [
    (
      #"{"data": [{"id": "apikey_01Rj2N8SVvo6Be", "status": "STATE", "created_at": "2024-10-30T23:58:27Z", "partial_key_hint": "HINT"}]}"#,
      "inactive", Validity.dead
    ),
    (
      #"{"data": [{"id": "apikey_01Rj2N8SVvo6Be", "status": "STATE", "created_at": "2024-10-30T23:58:27Z", "partial_key_hint": "HINT"}]}"#,
      "active", .live
    ),
    (
      #"{"object": "list", "data": [{"object": "organization.project.api_key", "id": "key_abc12345", "created_at": 1730332707, "last_used_at": 1767000000, "redacted_value": "HINT", "note": "STATE"}]}"#,
      "", .live
    ),
  ])
  func `keys of Anthropic and OpenAI are matched by their masked hint`(
    text: String, state: String, validity: Validity
  ) throws {
    for mask in ["...", "…", "****************"] {
      let hint = Self.token.prefix(10) + mask + Self.token.suffix(4)
      let list = text.replacing("HINT", with: hint).replacing("STATE", with: state)
      let entry = try #require(try entry(list, Self.token))
      #expect(entry.state == validity)
      #expect(entry.created?.date == "2024-10-30")
      #expect(try self.entry(list, String(Self.token.dropLast()) + "B") == nil)
      #expect(try self.entry(list, "X" + Self.token) == nil)
    }
  }

  @Test func `a hint that fits two keys, or that shows too little, names none`() throws {
    let hint = Self.token.prefix(10) + "..." + Self.token.suffix(4)
    let twice =
      #"{"data": [{"partial_key_hint": "\#(hint)", "status": "active"}, {"partial_key_hint": "\#(hint)", "status": "inactive"}]}"#
    #expect(try entry(twice, Self.token) == nil)
    #expect(try entry(#"[{"label": "s...\#(Self.token.suffix(4))"}]"#, Self.token) == nil)
    #expect(try entry(#"[{"last_four": "\#(Self.token.suffix(4))"}]"#, Self.token) == nil)
  }

  private static let adminKeys = ["R2Dq8Wn4Xc7Vb1MzAdef", "Q7Hs3Lk9Tf5Yp2WxBdef", "Z1Jv6Mr8Gb4Nc3QtCghi"].map
  {
    "sk-" + "admin-" + $0
  }

  /// OpenAI's list shows `sk-admin...def`, whose id is a name of its own.
  @Test(arguments: [
    // Keys that were found, ends that the list shows, whether it is a list of keys that work; which are named.
    ([0], ["def"], true, [0]), ([0, 2], ["def", "ghi"], true, [0, 2]),
    ([0, 1], ["def"], true, []), ([0], ["def", "def"], true, []), ([0, 1, 2], ["def", "ghi"], true, [2]),
    ([0], ["def"], false, []), ([0], ["xyz"], true, []), ([0], ["ef"], true, []),
  ])
  func `three characters name a key only where one entry and one credential fit each other`(
    keys: [Int], ends: [String], isLive: Bool, named: [Int]
  ) throws {
    let rows = ends.map { end in
      #"{"object": "organization.admin_api_key", "id": "key_abc", "redacted_value": "sk-admin...\#(end)", "disabled": \#(!isLive)}"#
    }
    let list = #"{"object": "list", "data": [\#(rows.joined(separator: ","))]}"#
    let credentials = keys.map { Sample.credential(Self.adminKeys[$0], number: UInt8($0)) }
    let observations = try Inventory(Array(list.utf8), now: Sample.now).observations(
      of: credentials, named: "inventory", options: Sample.options)
    #expect(
      observations.map(\.fingerprint) == named.map { Sample.credential("", number: UInt8($0)).fingerprint })
    #expect(observations.allSatisfy { $0.validity == .live })
  }

  @Test func `an AWS list may hold each key's last use`() throws {
    let text = """
      [{"UserName": "ada", "AccessKeyId": "\(Self.keyID)", "Status": "Active", "CreateDate": "2024-05-06T07:08:09+00:00",
        "AccessKeyLastUsed": {"LastUsedDate": "2026-01-02T03:04:05+00:00", "ServiceName": "s3", "Region": "us-east-1"}}]
      """
    #expect(try entry(text, Self.keyID)?.lastUsed?.iso8601 == "2026-01-02T03:04:05Z")
  }

  @Test(arguments: ["", "{", "[]", "{\"data\": []}", "user,arn\n", "nonsense"])
  func `what is no inventory is refused without a word of it`(text: String) {
    do throws(Inventory.ReadingError) {
      _ = try Inventory(Array(text.utf8), now: Sample.now)
      Issue.record("accepted: \(text)")
    } catch {
      #expect("\(error)".hasPrefix("the inventory "))
    }
  }

  @Test func `an observation of an inventory names its source, and masks the owner`() throws {
    let text = #"[{"UserName": "ada.lovelace", "AccessKeyId": "\#(Self.keyID)", "Status": "Inactive"}]"#
    let inventory = try Inventory(Array(text.utf8), now: Sample.now)
    let observations = inventory.observations(
      of: [Sample.credential(Self.keyID)], named: "inventory", options: Sample.options)
    #expect(observations.map(\.source) == [.inventory])
    #expect(observations.map(\.reason) == [.inactive])
    #expect(
      observations.allSatisfy {
        $0.owner?.hasPrefix("ad…-") == true && $0.owner?.contains("lovelace") == false
      })
  }
}

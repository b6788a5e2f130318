internal import Findings
internal import Foundation

/// Lists of keys as providers give them: AWS `iam list-access-keys`, GitHub credential authorizations, GitLab
/// access tokens, the admin interfaces of Anthropic and OpenAI, npm, Tailscale and others with the same words.
enum InventoryJSON {
  static func entries(_ bytes: [UInt8], now: Timestamp) throws(Inventory.ReadingError) -> [Inventory.Entry] {
    let document: Any
    do {
      document = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw Inventory.ReadingError(description: "the inventory is neither JSON nor a credential report")
    }
    return list(in: document).compactMap { $0 as? [String: Any] }.map { entry($0, now) }
  }

  private static let lists = ["AccessKeyMetadata", "data", "keys", "items", "objects", "tokens", "results"]

  /// The array itself, or the one in an object under a known name.
  private static func list(in document: Any) -> [Any] {
    if let array = document as? [Any] { return array }
    guard let object = document as? [String: Any] else { return [] }
    for name in lists { if let array = object[name] as? [Any] { return array } }
    return [object]
  }

  private static func entry(_ object: [String: Any], _ now: Timestamp) -> Inventory.Entry {
    let expires = date(
      object, ["expires_at", "expiration", "expires", "token_expires_at", "authorized_credential_expires_at"])
    return Inventory.Entry(
      id: id(object),
      hint: hint(object), state: state(object, expires: expires, now: now),
      created: date(
        object, ["CreateDate", "created_at", "created", "createdAt", "credential_authorized_at"]),
      expires: expires,
      lastUsed: date(
        object["AccessKeyLastUsed"] as? [String: Any] ?? object,
        [
          "LastUsedDate", "last_used_at", "token_last_used_at", "last_used", "lastUsed",
          "credential_accessed_at",
        ]),
      owner: text(object, ["UserName", "login", "user_id", "username", "name"]))
  }

  /// A number is a row of the provider's database, and no part of a credential.
  private static func id(_ object: [String: Any]) -> String? {
    let names = ["AccessKeyId", "access_key_id", "key_id", "id"]
    return names.lazy.compactMap { object[$0] as? String }.first { $0.utf8.count >= 8 }
  }

  private static func state(_ object: [String: Any], expires: Timestamp?, now: Timestamp) -> Validity {
    if flag(object, ["revoked", "disabled", "archived", "invalid"]) == true { return .dead }
    if flag(object, ["token_expired", "expired"]) == true { return .expired }
    if let expires, expires < now { return .expired }
    if flag(object, ["active"]) == false { return .dead }
    switch text(object, ["Status", "status", "state"])?.lowercased() {
    case "inactive", "disabled", "revoked", "archived", "deleted": return .dead
    case "expired": return .expired
    default: return .live
    }
  }

  /// `sk-ant-api03-R2D...igAA`, or the last characters alone.
  private static func hint(_ object: [String: Any]) -> Inventory.Entry.Hint? {
    if let end = text(object, ["token_last_eight", "last_eight", "last_four"]) {
      return Inventory.Entry.Hint(beginning: "", end: end)
    }
    guard
      let masked = text(
        object, ["partial_key_hint", "redacted_value", "token", "key", "label", "masked", "hint"])
    else { return nil }
    let marks: Set<Character> = ["*", ".", "…", "•"]
    guard
      let start = masked.indices.first(where: { place in
        masked[place] == "…"
          || (marks.contains(masked[place]) && masked[place...].dropFirst().first == masked[place])
      })
    else { return nil }
    let end = masked[start...].drop { marks.contains($0) }
    return Inventory.Entry.Hint(beginning: String(masked[..<start]), end: String(end))
  }

  private static func text(_ object: [String: Any], _ names: [String]) -> String? {
    for name in names {
      if let text = object[name] as? String, !text.isEmpty { return text }
      if let number = object[name] as? Int { return String(number) }
    }
    return nil
  }

  private static func flag(_ object: [String: Any], _ names: [String]) -> Bool? {
    names.compactMap { object[$0] as? Bool }.first
  }

  private static func date(_ object: [String: Any], _ names: [String]) -> Timestamp? {
    text(object, names).flatMap { AnswerDate.time($0) }
  }
}

internal import Findings

/// The credential report of AWS IAM, which lists users and the state of their keys but not the keys' ids.
/// Source: AWS IAM User Guide, "Getting credential reports".
///
/// An id tells its account. Where the report shows no active key for an account, none of that account's keys works.
/// Exports that add a column `access_key_1_id` are matched by id.
struct CredentialReport {
  let entries: [Inventory.Entry]
  let endedAccounts: [String: Inventory.Entry]
  /// Active keys without an id.
  let unmatchable: Int

  init(_ bytes: [UInt8]) throws(Inventory.ReadingError) {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(Self.cells)
    guard let header = lines.first, header.contains("access_key_1_active"), header.contains("arn") else {
      throw Inventory.ReadingError(description: "the inventory is neither JSON nor an AWS credential report")
    }
    var entries: [Inventory.Entry] = []
    var active: [String: Bool] = [:]
    var unmatchable = 0
    for line in lines.dropFirst() {
      let row = Dictionary(zip(header, line)) { first, _ in first }
      let account = (row["arn"] ?? "").split(separator: ":", omittingEmptySubsequences: false).dropFirst(4)
        .first
      for number in 1...2 {
        let isActive = row["access_key_\(number)_active"]?.lowercased() == "true"
        if let account {
          active[String(account), default: false] = active[String(account), default: false] || isActive
        }
        guard let id = row["access_key_\(number)_id"], id.utf8.count >= 16 else {
          if isActive { unmatchable += 1 }
          continue
        }
        entries.append(
          Inventory.Entry(
            id: id, state: isActive ? .live : .dead,
            created: row["access_key_\(number)_last_rotated"].flatMap { AnswerDate.time($0) },
            lastUsed: row["access_key_\(number)_last_used_date"].flatMap { AnswerDate.time($0) },
            owner: row["user"]))
      }
    }
    self.entries = entries
    self.unmatchable = unmatchable
    endedAccounts = active.filter { !$0.value }.mapValues { _ in Inventory.Entry(state: .dead) }
  }

  /// Cells of one line; quotes may enclose commas (RFC 4180).
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

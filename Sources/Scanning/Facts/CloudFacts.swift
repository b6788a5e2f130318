internal import Findings

/// Accounts and projects that cloud credentials name.
enum CloudFacts {
  /// The account number in an access key's id. Behind the four letters of the prefix stand 80 bits in base 32:
  /// the first says that the id is of the kind issued since about 2019, the next 40 are the account.
  /// Source: WithSecure Labs, "A bitwise analysis of AWS access key identifiers".
  static func awsAccount(_ value: [UInt8]) -> Facts {
    for run in value.alphanumericRuns() where run.count == 20 {
      guard run.starts(with: "AKIA".utf8) || run.starts(with: "ASIA".utf8),
        let bits = base32(run.dropFirst(4).prefix(9)), bits >> 44 & 1 == 1
      else { continue }
      let account = bits >> 4 & 0xFF_FFFF_FFFF
      guard account < 1_000_000_000_000 else { continue }
      let digits = String(account)
      return Facts([.account: String(repeating: "0", count: 12 - digits.count) + digits])
    }
    return Facts()
  }

  /// RFC 4648, section 6: five bits a character.
  private static func base32(_ text: ArraySlice<UInt8>) -> UInt64? {
    var bits: UInt64 = 0
    for byte in text {
      switch byte {
      case 0x41...0x5A: bits = bits << 5 | UInt64(byte - 0x41)
      case 0x32...0x37: bits = bits << 5 | UInt64(byte - 0x32 + 26)
      default: return nil
      }
    }
    return bits
  }

  /// `name@project.iam.gserviceaccount.com`: IAM's documentation of service accounts.
  static func gcpServiceAccount(_ value: [UInt8], _ companions: [String: [UInt8]]) -> Facts {
    var facts = PrivateKeyFacts.read(value)
    let address = companions["account"]?.text
    facts[.client] = address
    facts[.project] = address.flatMap(project)
    facts[.keyID] = companions["key-id"]?.text
    return facts
  }

  private static func project(of address: String) -> String? {
    let suffix = ".iam.gserviceaccount.com"
    guard let at = address.firstIndex(of: "@"), address.hasSuffix(suffix) else { return nil }
    return String(address[address.index(after: at)...].dropLast(suffix.count))
  }

  /// Parameters of a shared access signature: learn.microsoft.com, "Create an account SAS" and "Create a service
  /// SAS". The account is the first part of the host before the `?`.
  static func azureSAS(_ value: [UInt8], _ around: Surroundings) -> Facts {
    let fields = AddressDates.parameters(of: value)
    let dates = AddressDates.azureSAS(value)
    var facts = Facts()
    facts[.permissions] = fields["sp"]
    facts[.apiVersion] = fields["sv"]
    facts[.resource] =
      fields["sr"] ?? [fields["ss"], fields["srt"]].compactMap(\.self).joined(separator: " ").unlessEmpty
    facts[.starts] = dates?.notBefore?.date
    facts[.expires] = dates?.expires?.date
    facts[.account] = storageAccount(in: around.before.text)
    return facts
  }

  private static func storageAccount(in address: String) -> String? {
    guard let host = ConnectionText(address)?.host, host.contains(".core.windows.net"),
      let name = host.split(separator: ".").first
    else { return nil }
    return String(name)
  }

  static func azureAccount(_ companions: [String: [UInt8]], _ around: Surroundings) -> Facts {
    var facts = Facts()
    let pairs = ConnectionText.pairs(in: around.before.text) + ConnectionText.pairs(in: around.after.text)
    facts[.account] = companions["account"]?.text ?? pairs.first { $0.name == "accountname" }?.value
    return facts
  }
}

extension String {
  var unlessEmpty: String? { isEmpty ? nil : self }
}

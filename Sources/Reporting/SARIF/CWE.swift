/// The weakness that every finding is an instance of, in MITRE's Common Weakness Enumeration.
enum CWE {
  /// GitHub reads the weakness off this tag.
  static let tag = "external/cwe/cwe-798"

  private static let identifier = "798"
  private static let component: [String: JSONValue] = ["name": "CWE", "index": 0]

  /// A `toolComponentReference` to the taxonomy.
  static let reference = JSONValue.object(component)

  /// A `reportingDescriptorReference` to the weakness.
  static let target: JSONValue = [
    "id": .string(identifier), "index": 0, "toolComponent": .object(component),
  ]

  /// The taxonomy with the one entry that is referred to.
  static let taxonomy: JSONValue = [
    "name": "CWE",
    "organization": "MITRE",
    "informationUri": "https://cwe.mitre.org/",
    "isComprehensive": false,
    "shortDescription": ["text": "The MITRE Common Weakness Enumeration"],
    "taxa": [
      [
        "id": .string(identifier),
        "name": "Use of Hard-coded Credentials",
        "shortDescription": ["text": "Use of Hard-coded Credentials"],
        "helpUri": "https://cwe.mitre.org/data/definitions/798.html",
      ]
    ],
  ]
}

import Detectors
import Findings
import Testing

struct ContentMarkTests {
  private func marks(_ text: String) -> ContentMarks {
    Array(text.utf8).withUnsafeBytes { ContentMarkReader().marks(of: $0) }
  }

  static let texts: [(String, ContentMarks)] = [
    (#"{"mcpServers": {}}"#, .mcpServers), ("[mcp_servers.x]\n", .mcpServers),
    ("mcpServers:\n  - a\n", .mcpServers),
    ("apiVersion: v1\nkind: Secret\n", .kubernetes), ("---\napiVersion: v1\n", .kubernetes),
    (#"{"info": {"_postman_id": "x"}}"#, .httpCollection), (#"{"parentUuid":null}"#, .transcript),
    ("-- PostgreSQL database dump\n", .databaseDump),
    (#"{"cells": [{"cell_type": "code"}]}"#, .notebookOutput),
    (#"{"mcpServers": {}, "x": {"_postman_id": 1}}"#, [.mcpServers, .httpCollection]), ("", []),
    ("mcp servers", []),
    ("see apiVersion: in the docs", []), (String(repeating: "x", count: 70_000) + #""mcpServers""#, []),
  ]

  @Test(arguments: texts)
  func `a few words mark a text`(text: String, expected: ContentMarks) {
    #expect(marks(text) == expected)
  }

  @Test func `a notebook's outputs are told from its source`() {
    let text = Array(
      #"{"cells": [{"outputs": [{"text": "A \"source\" B"}], "source": ["C"]}, {"source": ["D"], "outputs": ["E"]}], "F": 1}"#
        .utf8)
    text.withUnsafeBytes { bytes in
      for (letter, expected) in [("A", true), ("B", true), ("C", false), ("D", false), ("E", true)] {
        let place = text.firstIndex(of: Array(letter.utf8)[0]) ?? 0
        #expect(ContentMarkReader.isOutput(place, in: bytes) == expected, "\(letter)")
      }
      #expect(!ContentMarkReader.isOutput(0, in: bytes) && !ContentMarkReader.isOutput(5, in: bytes))
    }
  }
}

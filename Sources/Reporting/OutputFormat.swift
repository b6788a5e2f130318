/// Renderers of a report.
package enum OutputFormat: String, Sendable, CaseIterable { case text, json, jsonl, sarif }

/// A baseline of Kingfisher, of version 2 and of the one before:
/// https://github.com/mongodb/kingfisher/blob/main/docs/BASELINE.md
///
/// Its fingerprints are XXH3 over value, place and kind of source: nothing here knows them. Path and line stand beside.
enum KingfisherBaseline {
  static func migrated(_ documents: [YAMLValue], file: String) -> Migrated {
    var result = Migrated()
    for document in documents {
      let known = document["repositories"]?.list.flatMap { $0["findings"]?.list ?? [] } ?? []
      let old = document["ExactFindings"]?["matches"]?.list ?? []
      for entry in known { add(entry, path: "path", line: "line", file, &result) }
      for entry in old { add(entry, path: "filepath", line: "linenum", file, &result) }
    }
    return result
  }

  static func isOne(_ document: YAMLValue) -> Bool {
    document["ExactFindings"] != nil || document["fingerprint_algorithm"] != nil
  }

  private static func add(
    _ entry: YAMLValue, path: String, line: String, _ file: String, _ result: inout Migrated
  ) {
    let place = "\(file):\(entry.line)"
    let name = entry["rule_id"]?.text ?? entry[path]?.text ?? "finding"
    guard let path = entry[path]?.text, let line = entry[line]?.integer, !path.isEmpty else {
      result.note(Remark(.left, place: place, name: name, reason: "it names no file and line"))
      return
    }
    // The older form begins with the repository's folder.
    let inner = path.firstIndex(of: "/").map { String(path[path.index(after: $0)...]) }
    let fallback = inner.map { Claim.Subject.line(path: $0, line: line, commit: nil) }
    result.claims.append(
      Claim(.line(path: path, line: line, commit: nil), or: fallback, .known, place: place, name: name))
  }
}

/// The `Link` header of RFC 8288.
enum PageLink {
  /// The address with `rel="next"`.
  static func next(in header: String?) -> String? {
    guard var rest = header?[...] else { return nil }
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let address = rest[rest.index(after: open)..<close]
      let parameters = rest[rest.index(after: close)...].prefix { $0 != "<" }
      let isNext = parameters.split(whereSeparator: { ";,".contains($0) }).contains { parameter in
        parameter.filter { $0 != " " && $0 != "\"" }.lowercased() == "rel=next"
      }
      if isNext { return String(address) }
      rest = rest[parameters.endIndex...]
    }
    return nil
  }

  /// The target with another value of a query's parameter.
  static func replacing(_ name: String, with value: Int, in target: String) -> String {
    let path = target.prefix { $0 != "?" }
    let others = target.dropFirst(path.count + 1).split(separator: "&").filter { !$0.hasPrefix(name + "=") }
    return path + "?" + (others + ["\(name)=\(value)"]).joined(separator: "&")
  }

  /// A number in the target's query; 1 where it is missing.
  static func number(_ name: String, in target: String) -> Int {
    let query = target.drop { $0 != "?" }.dropFirst()
    let part = query.split(separator: "&").first { $0.hasPrefix(name + "=") }
    return part.flatMap { Int($0.dropFirst(name.count + 1)) } ?? 1
  }
}

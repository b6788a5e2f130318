package import Findings

/// What a server answered, at most `NetworkRules.answerLimit` bytes of it.
package struct ProbeAnswer: Sendable, Hashable {
  /// Bytes of a body that are read of a probe's answer, after inflation.
  package static let limit = 16 << 10

  package var status: Int
  /// Names in lower case.
  package var headers: [String: String]
  package var body: [UInt8]
  /// The body went on.
  package var isCut: Bool

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = [], isCut: Bool = false) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
  }

  /// `application/json`, without parameters.
  package var contentType: String {
    let value = headers["content-type"] ?? ""
    return value.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
  }

  package var isJSON: Bool { contentType == "application/json" || contentType.hasSuffix("+json") }
  package var isXML: Bool {
    contentType == "text/xml" || contentType.hasSuffix("/xml") || contentType.hasSuffix("+xml")
  }

  /// Seconds. A date is counted from the server's own clock (RFC 9110, section 10.2.3).
  package var retryAfter: Int? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Int(text) { return seconds >= 0 ? seconds : nil }
    guard let end = AnswerDate.httpTime(text), let date else { return nil }
    return Int(max(0, end.seconds - date.seconds))
  }

  /// The server's own clock.
  package var date: Timestamp? { headers["date"].flatMap { AnswerDate.httpTime($0) } }

  /// The server's clock and ours are more than five minutes apart: less than every signature's tolerance (five
  /// minutes with AWS, fifteen with Azure).
  package func isTimed(unlike now: Timestamp) -> Bool {
    date.map { abs($0.seconds - now.seconds) > 300 } ?? false
  }

  /// The text at `a.b.0` of the JSON, in the XML element of that name, or in `header:name`.
  package func field(_ name: String) -> String? {
    if name.hasPrefix("header:") { return headers[name.dropFirst(7).lowercased()] }
    if isJSON { return JSONLookup.text(at: name, in: body) }
    return isXML ? XMLLookup.text(of: name, in: body) : nil
  }
}

/// Bodies may hold anything: an answer prints as its status.
extension ProbeAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "answer \(status)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["status": status]) }
}

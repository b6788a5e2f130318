extension CatalogWriter {
  mutating func write(_ probe: Probe) {
    write(probe.kind)
    write(probe.scheme)
    write(probe.method)
    for text in [probe.host, probe.path, probe.carrier, probe.template, probe.body] { write(text) }
    write(probe.headers.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    write(probe.live)
    write(probe.dead.count)
    for answer in probe.dead { write(answer) }
    write(probe.limited.count)
    for answer in probe.limited { write(answer) }
    let fields = probe.fields
    for text in [fields.created, fields.expires, fields.lastUsed, fields.owner, fields.scopes, probe.note] {
      write(text)
    }
    write(probe.renewsOnUse)
    write(probe.hasOtherHosts)
    write(probe.hasAddressLists)
    write(probe.basis)
    write(probe.source)
    write(probe.checkedOn)
  }

  private mutating func write(_ answer: Probe.Answer) {
    write(answer.status.count)
    for status in answer.status { write(status) }
    write(answer.field)
    write(answer.values)
  }
}

extension CatalogReader {
  mutating func probe() throws(FormatError) -> Probe {
    let kind: Probe.Kind = try word()
    let scheme: Probe.Scheme = try word()
    let method: Probe.Method = try word()
    let (host, path, carrier, template, body) = (try text(), try text(), try text(), try text(), try text())
    let pairs = try texts()
    guard pairs.count.isMultiple(of: 2) else { throw FormatError() }
    var headers: [String: String] = [:]
    for index in stride(from: 0, to: pairs.count, by: 2) { headers[pairs[index]] = pairs[index + 1] }
    let (live, dead, limited) = (try answer(), try answers(), try answers())
    let fields = Probe.Fields(
      created: try optionalText(), expires: try optionalText(), lastUsed: try optionalText(),
      owner: try optionalText(), scopes: try optionalText())
    let note = try optionalText()
    return Probe(
      kind: kind, scheme: scheme, method: method, host: host, path: path, carrier: carrier,
      template: template,
      headers: headers, body: body, live: live, dead: dead, limited: limited, fields: fields,
      renewsOnUse: try flag(), hasOtherHosts: try flag(), hasAddressLists: try flag(), basis: try word(),
      note: note,
      source: try text(), checkedOn: try time())
  }

  private mutating func answers() throws(FormatError) -> [Probe.Answer] {
    try array { (reader: inout CatalogReader) throws(FormatError) in try reader.answer() }
  }

  private mutating func answer() throws(FormatError) -> Probe.Answer {
    let status = try array { (reader: inout CatalogReader) throws(FormatError) in try reader.number() }
    return Probe.Answer(status: status, field: try optionalText(), values: try texts())
  }
}

internal import Findings
internal import Git

/// Where each secret was seen.
extension Telling {
  /// Where commits hold it.
  func addPlaces(_ traces: inout [SecretTrace]) {
    for (place, record) in attribution.records {
      let secret = Int(place.secret)
      traces[secret].places.append((place, record))
      if record.introductions.contains(where: { isReachable[Int($0.commit)] }) {
        traces[secret].isReachable = true
      }
    }
    // Dictionaries have no order; a report has.
    for secret in traces.indices { traces[secret].places.sort { $0.place.path < $1.place.path } }
  }

  /// Messages of commits and tags.
  mutating func addMessages(_ traces: inout [SecretTrace]) {
    let tagNumbers = Set(harvest.tags.map(\.number))
    for (object, hits) in harvest.hits.sorted(by: { $0.key < $1.key }) {
      let commit = attribution.history.index(of: object)
      let isTag = tagNumbers.contains(object)
      guard commit != nil || (isTag && (tips.tags.contains(object) || options.includesUnreachable)) else {
        continue
      }
      for hit in hits {
        traces[Int(hit.secret)].messages.append((object, hit))
        if commit.map({ isReachable[$0] }) ?? tips.tags.contains(object) {
          traces[Int(hit.secret)].isReachable = true
        }
      }
    }
  }

  /// Refs that point at a blob or a tree directly.
  mutating func addRefTargets(_ traces: inout [SecretTrace]) {
    guard !options.narrowsHistory else { return }
    for (name, number) in tips.blobs {
      for hit in harvest.hits[number] ?? [] {
        traces[Int(hit.secret)].loose.append((.ref, Printable.text(name.utf8), number, hit))
        traces[Int(hit.secret)].isReachable = true
      }
    }
    for (name, number) in tips.trees {
      let node = attribution.node(ofTree: number)
      for (place, sighting) in attribution.places(inNode: node).sorted(by: { $0.key.path < $1.key.path }) {
        let path = attribution.paths.names(of: place.path).map { graph.name($0) }.joined(separator: [
          UInt8(ascii: "/")
        ])
        guard let hit = harvest.hits[Int(sighting.object)]?[Int(sighting.hit)] else { continue }
        let shown = Printable.text(name.utf8) + ":" + Printable.text(path)
        traces[Int(place.secret)].loose.append((.ref, shown, Int(sighting.object), hit))
        traces[Int(place.secret)].isReachable = true
      }
    }
  }

  /// The index and the work tree, where they hold what HEAD does not.
  func addLocals(
    _ locals: LocalScan.Result, _ headPlaces: [Attribution.Place: Attribution.Sighting],
    _ traces: inout [SecretTrace]
  ) {
    var known: [Int32: Set<String>] = [:]
    for place in headPlaces.keys {
      let path = attribution.paths.names(of: place.path).map { graph.name($0) }.joined(separator: [
        UInt8(ascii: "/")
      ])
      known[place.secret, default: []].insert(Printable.text(path))
    }
    for (path, object) in locals.index {
      let shown = Printable.text(path.bytes)
      for hit in harvest.hits[object] ?? [] where known[hit.secret, default: []].insert(shown).inserted {
        traces[Int(hit.secret)].loose.append((.index, shown, object, hit))
      }
    }
    for text in locals.texts {
      for hit in text.hits where known[hit.secret, default: []].insert(text.path).inserted {
        traces[Int(hit.secret)].local.append((text, hit))
      }
    }
  }

  /// Blobs that no commit's tree leads to, not even an unreachable commit's.
  func addUnreachable(_ traces: inout [SecretTrace]) {
    let attributed = Set(attribution.records.values.flatMap { $0.introductions.map(\.sighting.object) })
    let others = Set(tips.blobs.map(\.number)).union(harvest.tags.map(\.number))
    for (object, hits) in harvest.hits.sorted(by: { $0.key < $1.key }) {
      guard !attributed.contains(Int32(object)), !others.contains(object),
        attribution.history.index(of: object) == nil
      else { continue }
      for hit in hits where traces[Int(hit.secret)].places.isEmpty {
        let id = job.store.id(of: object).description
        let isKnown = !job.isCancelled && !isHistoryLost
        let words = isKnown ? "unreachable blob \(id.prefix(12))" : "blob \(id.prefix(12)), not dated"
        traces[Int(hit.secret)].loose.append((.file, words, object, hit))
      }
    }
  }
}

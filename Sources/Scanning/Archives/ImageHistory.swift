internal import Archives
internal import Findings
internal import Git

/// Which layers of one image hold which secrets, and which take them away.
struct ImageHistory {
  /// A secret at a path.
  struct Place: Hashable {
    let secret: Int32
    /// As a report shows it.
    let path: String
  }

  /// What becomes of a secret at one path, in indexes of the image's layers.
  struct Life {
    let place: Place
    let first: Int
    /// The hit of the layer that last wrote it.
    var hit: Hit
    var isInPlace = true
    var removals: [Int] = []
    var returns: [Int] = []
    /// Layers from which on it was there, to which it was there no more.
    var spans: [Range<Int>] = []
  }

  let image: ContainerImage
  private let content: ImageContent
  /// By the image's layer: what it writes at which path.
  private var writes: [[String: [Hit]]] = []
  private(set) var lives: [Place: Life] = [:]

  init(_ image: ContainerImage, _ content: ImageContent, _ texts: ImageTexts) {
    self.image = image
    self.content = content
    var files: [String: [UInt8]] = [:]
    for layer in image.layers {
      var written: [String: [Hit]] = [:]
      for place in texts.places[layer.content] ?? [] {
        // A tar may name a file twice: the last one counts, but the earlier one can be read as well.
        written[place.text.path, default: []] += place.text.hits
        files[place.text.path] = place.file
      }
      writes.append(written)
    }
    for (index, written) in writes.enumerated() {
      for (path, hits) in written {
        for hit in hits where lives[Place(secret: hit.secret, path: path)] == nil {
          let place = Place(secret: hit.secret, path: path)
          lives[place] = life(place, from: index, hit, file: files[path] ?? [])
        }
      }
    }
  }

  private func life(_ place: Place, from first: Int, _ hit: Hit, file: [UInt8]) -> Life {
    var life = Life(place: place, first: first, hit: hit)
    var start = first
    for index in (first + 1)..<max(first + 1, writes.count) {
      if let again = writes[index][place.path]?.first(where: { $0.secret == place.secret }) {
        if !life.isInPlace {
          life.returns.append(index)
          start = index
        }
        life.isInPlace = true
        life.hit = again
      } else if life.isInPlace, effect(index, on: file) != .none {
        life.isInPlace = false
        life.removals.append(index)
        life.spans.append(start..<index)
      }
    }
    if life.isInPlace { life.spans.append(start..<max(start + 1, writes.count)) }
    return life
  }

  private func effect(_ layer: Int, on file: [UInt8]) -> LayerListing.Effect {
    let number = image.layers[layer].content
    return content.layers.indices.contains(number) ? content.layers[number].effect(on: file) : .none
  }

  /// Whether the secret is anywhere in the files as the layers up to this one leave them.
  func holds(_ secret: [Life], after layer: Int) -> Bool {
    secret.contains { $0.spans.contains { $0.contains(layer) } }
  }

  /// Another secret of the same detector that the layer brings to the same path and key.
  func successor(of life: Life, in layer: Int, isOfSameKind: (Int32) -> Bool) -> Int32? {
    let candidates = (writes[layer][life.place.path] ?? []).filter { hit in
      guard hit.secret != life.place.secret, isOfSameKind(hit.secret) else { return false }
      let other = lives[Place(secret: hit.secret, path: life.place.path)]
      return other.map { $0.first == layer || $0.returns.contains(layer) } ?? false
    }
    let sameKey = candidates.filter { $0.key == life.hit.key }
    if life.hit.key >= 0 { return sameKey.first?.secret }
    return sameKey.first { abs($0.line - life.hit.line) <= 3 }?.secret
  }
}

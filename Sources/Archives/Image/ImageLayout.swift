/// What the documents of a layout say: an OCI image layout, what `docker save` writes, or both at once.
struct ImageLayout {
  private(set) var images: [ContainerImage] = []
  /// Names of the layers' contents in the layout, by number.
  private(set) var layers: [String] = []
  /// What a manifest names and the layout lacks.
  private(set) var missing: [String] = []
  /// Documents that were understood: they are no files of an image.
  private(set) var documents: Set<String> = []
  /// Manifests that an index names for other platforms, and that were not saved along.
  private(set) var absentManifests = 0

  private let read: (String) -> ImageDocument?
  private let find: (String) -> String?
  private var numbers: [String: Int] = [:]
  private var seen: Set<String> = []

  private static let depthLimit = 4
  private static let imageLimit = 1000

  /// - Parameters:
  ///   - read: the document of that name; nil where there is none.
  ///   - find: the name of the file that a name leads to, itself or through a link inside of the layout; nil where the
  ///     layout has none.
  init(read: @escaping (String) -> ImageDocument?, find: @escaping (String) -> String?) {
    self.read = read
    self.find = find
    for image in document("manifest.json")?.list ?? [] { addSaved(image) }
    if find("oci-layout") != nil { documents.insert("oci-layout") }
    if let index = document("index.json") { addIndex(index, tags: [], depth: 0) }
    for name in ["repositories"] where find(name) != nil && !images.isEmpty { documents.insert(name) }
  }

  private mutating func document(_ name: String) -> ImageDocument? {
    guard let document = read(name) else { return nil }
    documents.insert(name)
    return document
  }

  /// An element of `docker save`'s manifest.json.
  private mutating func addSaved(_ saved: ImageDocument) {
    guard let configuration = saved["Config"]?.string, let layers = saved["Layers"]?.strings else { return }
    let base = configuration.split(separator: "/").last.map(String.init) ?? configuration
    let id = ImageDocument.digits(base.replacing(".json", with: "").split(separator: ":").last ?? "")
    guard seen.insert(id ?? configuration).inserted, images.count < ImageLayout.imageLimit else { return }
    let document = document(configuration)
    if document == nil { missing.append(configuration) }
    let contents = layers.compactMap { name in content(name, ImageLayout.digest(inName: name)) }
    var image = ContainerImage(configuration: document, id: id, contents: contents)
    image.tags = saved["RepoTags"]?.strings ?? []
    images.append(image)
  }

  private static func digest(inName name: String) -> String? {
    let parts = name.split(whereSeparator: { $0 == "/" || $0 == ":" || $0 == "." })
    return parts.lazy.compactMap { ImageDocument.digits($0) }.first
  }

  private mutating func addIndex(_ index: ImageDocument, tags: [String], depth: Int) {
    guard depth < ImageLayout.depthLimit else { return }
    for entry in index["manifests"]?.list ?? [] {
      guard let digest = entry["digest"]?.digest else { continue }
      let notes = entry["annotations"]
      let name =
        notes?["io.containerd.image.name"]?.string ?? notes?["org.opencontainers.image.ref.name"]?.string
      guard let manifest = document(ImageLayout.blob(digest)) else {
        absentManifests += 1
        continue
      }
      let tags = name.map { [$0] } ?? tags
      if manifest["manifests"] != nil {
        addIndex(manifest, tags: tags, depth: depth + 1)
      } else {
        addManifest(manifest, tags: tags)
      }
    }
  }

  private mutating func addManifest(_ manifest: ImageDocument, tags: [String]) {
    guard let digest = manifest["config"]?["digest"]?.digest else { return }
    if let known = images.firstIndex(where: { $0.id == digest }) {
      images[known].tags += tags.filter { !images[known].tags.contains($0) }
    }
    guard seen.insert(digest).inserted, images.count < ImageLayout.imageLimit else { return }
    let configuration = document(ImageLayout.blob(digest))
    if configuration == nil { missing.append(ImageLayout.blob(digest)) }
    let contents = (manifest["layers"]?.list ?? []).compactMap { layer -> (number: Int, digest: String?)? in
      guard let digest = layer["digest"]?.digest else { return nil }
      // Base layers that may not be passed on stay at their address.
      if find(ImageLayout.blob(digest)) == nil, layer["urls"] != nil { return nil }
      return content(ImageLayout.blob(digest), digest)
    }
    var image = ContainerImage(configuration: configuration, id: digest, contents: contents)
    image.tags = tags
    let notes = manifest["annotations"]?.leaves("") ?? []
    if !notes.isEmpty { image.texts.append(ImageText(name: "annotations", lines: notes)) }
    images.append(image)
  }

  static func blob(_ digest: String) -> String { "blobs/sha256/\(digest)" }

  private mutating func content(_ name: String, _ digest: String?) -> (number: Int, digest: String?) {
    let real = find(name) ?? name
    if let known = numbers[real] { return (known, digest) }
    if find(name) == nil { missing.append(name) }
    numbers[real] = layers.count
    layers.append(real)
    return (layers.count - 1, digest)
  }
}

internal import Findings

extension ContainerImage {
  /// - Parameter contents: of each layer, lowest first: the number of its content and the digest of its packed form.
  init(configuration: ImageDocument?, id: String?, contents: [(number: Int, digest: String?)]) {
    let unpacked = configuration?["rootfs"]?["diff_ids"]?.list.map(\.digest) ?? []
    self.id = id
    created = configuration?["created"]?.date
    layers = contents.enumerated().map { index, content in
      let told = unpacked.count == contents.count ? unpacked[index] : nil
      return Layer(
        content: content.number,
        digest: told ?? content.digest ?? String(repeating: "0", count: 64))
    }
    steps = ContainerImage.steps(configuration, layerCount: layers.count)
    texts = ContainerImage.texts(configuration)
  }

  private static func steps(_ configuration: ImageDocument?, layerCount: Int) -> [Step] {
    var count = 0
    let told = (configuration?["history"]?.list ?? []).map { step in
      let isEmpty = step["empty_layer"]?.bool ?? false
      if !isEmpty { count += 1 }
      let words = [step["created_by"]?.string, step["comment"]?.string].compactMap(\.self)
      return Step(
        created: step["created"]?.date, command: words.first { !$0.isEmpty } ?? "",
        author: step["author"]?.string ?? "", layer: isEmpty ? nil : count - 1)
    }
    if count == layerCount { return told }
    // Which step made which layer cannot be known.
    let unknown = (0..<layerCount).map { Step(created: nil, command: "", author: "", layer: $0) }
    return told.map { Step(created: $0.created, command: $0.command, author: $0.author, layer: nil) }
      + unknown
  }

  private static func texts(_ configuration: ImageDocument?) -> [ImageText] {
    guard let configuration else { return [] }
    var texts: [ImageText] = []
    func add(_ name: String, _ lines: [String]) {
      if !lines.isEmpty { texts.append(ImageText(name: name, lines: lines)) }
    }
    for (name, value) in configuration.members where name != "history" && name != "rootfs" {
      // `container_config` is that of the container that the last step ran in.
      guard name == "config" || name == "container_config" else {
        add(name, value.leaves(name))
        continue
      }
      for (part, value) in value.members {
        add("\(name).\(part)", value.leaves(part == "Env" || part == "Labels" ? "" : part))
      }
    }
    return texts
  }
}

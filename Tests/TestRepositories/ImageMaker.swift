internal import Crypto
internal import Foundation

/// Container images as `docker save` writes them, or as an OCI layout.
package struct ImageMaker {
  package struct Step {
    package var command: String
    /// RFC 3339; nil leaves it out.
    package var created: String?
    /// Nil for a step without files.
    package var layer: [UInt8]?

    package init(command: String, created: String?, layer: [UInt8]?) {
      self.command = command
      self.created = created
      self.layer = layer
    }
  }

  package var steps: [Step] = []
  package var variables: [String] = []
  package var labels: [String: String] = [:]
  package var tag = "app:1.0"
  package var created: String? = "2021-01-01T00:00:00.123456789Z"
  /// Leaves the history out of the configuration.
  package var isSilent = false

  package init() {}

  /// A step with files: name and content; a name that begins with `.wh.` is a whiteout.
  package mutating func copy(_ files: [(String, String)], _ command: String = "COPY . .", at created: String?)
  {
    var tar = TarWriter()
    for (name, text) in files { tar.add(name, text) }
    steps.append(Step(command: command, created: created, layer: tar.finished))
  }

  /// A step whose layer is this tar.
  package mutating func layer(_ tar: TarWriter, _ command: String = "COPY . .", at created: String?) {
    steps.append(Step(command: command, created: created, layer: tar.finished))
  }

  package mutating func step(_ command: String, at created: String?) {
    steps.append(Step(command: command, created: created, layer: nil))
  }

  private var layers: [[UInt8]] { steps.compactMap(\.layer) }

  package static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  private static func json(_ value: Any) -> [UInt8] {
    let options: JSONSerialization.WritingOptions = [.sortedKeys]
    do { return Array(try JSONSerialization.data(withJSONObject: value, options: options)) } catch {
      return []
    }
  }

  package var configuration: [UInt8] {
    var history: [[String: Any]] = []
    for step in steps {
      var entry: [String: Any] = ["created_by": step.command]
      if let created = step.created { entry["created"] = created }
      if step.layer == nil { entry["empty_layer"] = true }
      history.append(entry)
    }
    var all: [String: Any] = [
      "architecture": "amd64", "os": "linux",
      "config": ["Env": variables, "Labels": labels, "Cmd": ["/app"]],
      "rootfs": ["type": "layers", "diff_ids": layers.map { "sha256:" + Self.digest($0) }],
    ]
    if !isSilent { all["history"] = history }
    if let created { all["created"] = created }
    return Self.json(all)
  }

  package var id: String { Self.digest(configuration) }

  /// The files of `docker save`, in its order: the documents come last.
  package var savedFiles: [(name: String, bytes: [UInt8])] {
    let names = layers.enumerated().map { index, layer in
      (String(repeating: String(index % 10), count: 64) + "/layer.tar", layer)
    }
    let manifest: [[String: Any]] = [
      ["Config": id + ".json", "RepoTags": [tag], "Layers": names.map(\.0)]
    ]
    return names.map { ($0.0, $0.1) } + [
      (id + ".json", configuration), ("manifest.json", Self.json(manifest)),
    ]
  }

  package var saved: [UInt8] { Self.tar(savedFiles) }

  package static func tar(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var tar = TarWriter()
    for (name, bytes) in files { tar.add(name, bytes) }
    return tar.finished
  }

  /// The files of an OCI layout.
  package func layoutFiles(packing: ([UInt8]) throws -> [UInt8] = { $0 }) rethrows -> [(
    name: String, bytes: [UInt8]
  )] {
    let packed = try layers.map(packing)
    func descriptor(_ bytes: [UInt8], _ type: String) -> [String: Any] {
      ["mediaType": type, "digest": "sha256:" + Self.digest(bytes), "size": bytes.count]
    }
    let manifest = Self.json([
      "schemaVersion": 2, "config": descriptor(configuration, "application/vnd.oci.image.config.v1+json"),
      "layers": packed.map { descriptor($0, "application/vnd.oci.image.layer.v1.tar+gzip") },
    ])
    var entry = descriptor(manifest, "application/vnd.oci.image.manifest.v1+json")
    entry["annotations"] = ["org.opencontainers.image.ref.name": tag]
    let index = Self.json(["schemaVersion": 2, "manifests": [entry]])
    let blobs = ([configuration, manifest] + packed).map { ("blobs/sha256/" + Self.digest($0), $0) }
    return blobs.sorted { $0.0 < $1.0 } + [
      ("index.json", index), ("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)),
    ]
  }
}

package import Findings

/// One image of a layout: what its manifest and its configuration say.
package struct ContainerImage: Sendable {
  /// A layer as the image names it.
  package struct Layer: Sendable {
    /// Number of its content in `ImageContent.layers`.
    package let content: Int
    /// SHA-256 of the unpacked layer (`docker image inspect` shows it), or of the packed one where that is not told:
    /// 64 hexadecimal digits.
    package let digest: String
  }

  /// One step of the build, as the configuration's history tells it.
  package struct Step: Sendable {
    package let created: Timestamp?
    /// The instruction; what it was told in build arguments is part of it.
    package let command: String
    package let author: String
    /// Index in `layers`; nil for steps that only change the configuration.
    package let layer: Int?
  }

  /// Names that the layout gives it.
  package var tags: [String] = []
  /// SHA-256 of its configuration, which is the image's id.
  package var id: String?
  package var created: Timestamp?
  package var layers: [Layer] = []
  /// In the order of the build. Where the configuration tells none, or another number of layers than there are, one for
  /// each layer that says nothing.
  package var steps: [Step] = []
  /// The configuration's texts that are no step, each with the name that a report gives it.
  package var texts: [ImageText] = []
}

/// Lines of an image's configuration: variables, labels, commands.
package struct ImageText: Sendable, Hashable {
  /// Such as `config.Env`.
  package let name: String
  package let lines: [String]
}

/// A layout that was read: its images, and what each layer does.
package struct ImageContent {
  package var images: [ContainerImage] = []
  /// By the numbers that images name their layers by.
  package var layers: [LayerListing] = []
}

/// Takes the files of an image as they come: layers stand in any order in a layout.
package protocol ImageVisitor: AnyObject {
  /// A file of a layer, or of an archive in it. Names begin with the path in the layer, normalised.
  func visit(layer: Int, _ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer)
  /// A file of the layout that no image names.
  func visitStray(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer)
  func note(_ problem: ArchiveProblem)
}

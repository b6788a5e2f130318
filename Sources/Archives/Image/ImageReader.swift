internal import Glibc

/// Reads container images: what `docker save` writes, and OCI image layouts as a tar or as a folder.
package struct ImageReader {
  private let limits: ArchiveLimits
  private let visitor: any ImageVisitor
  private let isCancelled: () -> Bool

  package init(
    limits: ArchiveLimits = ArchiveLimits(), for visitor: any ImageVisitor,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.limits = limits
    self.visitor = visitor
    self.isCancelled = isCancelled
  }

  /// - Parameters:
  ///   - descriptor: a file that can be read twice.
  ///   - name: what the file is called.
  /// - Returns: nil where it is no image; the visitor was told nothing then.
  package func read(descriptor: Int32, name: [UInt8]) -> ImageContent? {
    let outline = TarOutline()
    let isCancelled = isCancelled
    _ = ArchiveWalk.walk(
      descriptor: descriptor, names: [name], limits: limits, for: outline,
      isCancelled: { outline.isHopeless || isCancelled() })
    guard !outline.isHopeless, lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
    let layout = ImageLayout(read: { outline.document($0) }, find: { outline.find($0) })
    guard !layout.images.isEmpty else { return nil }
    tell(layout, [name])
    let layers = layout.layers.enumerated().map { LayerVisitor($0, name: $1, for: visitor) }
    let numbers = Dictionary(
      layout.layers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = layout.documents
    let outer = StrayVisitor(for: visitor) { entry in
      guard entry.names.count == 2 else { return .search }
      let name = TarOutline.name(of: entry)
      if let number = numbers[name] { return .open(layers[number]) }
      return known.contains(name) ? .pass : .search
    }
    _ = ArchiveWalk.walk(
      descriptor: descriptor, names: [name], limits: limits, for: outer, isCancelled: isCancelled)
    return ImageContent(images: layout.images, layers: layers.map(\.listing))
  }

  /// Whether a folder says that it is an OCI image layout.
  package static func isLayout(folder: String) -> Bool {
    LayoutFolder(folder).isFile("oci-layout") && LayoutFolder(folder).isFile("index.json")
  }

  /// - Returns: what was read, and the names of the files that are no part of an image; nil where it is no layout.
  package func read(folder: String) -> (content: ImageContent, isUsed: (String) -> Bool)? {
    let files = LayoutFolder(folder)
    let layout = ImageLayout(
      read: { files.bytes($0).flatMap { ImageDocument($0) } }, find: { files.isFile($0) ? $0 : nil })
    guard !layout.images.isEmpty || layout.absentManifests > 0 else { return nil }
    tell(layout, [])
    var used = layout.documents
    var listings: [LayerListing] = []
    for (number, name) in layout.layers.enumerated() {
      let layer = LayerVisitor(number, name: name, for: visitor)
      if read(name, files, layer) { used.insert(name) }
      listings.append(layer.listing)
    }
    return (ImageContent(images: layout.images, layers: listings), { used.contains($0) })
  }

  /// False where it is no archive.
  private func read(_ name: String, _ files: LayoutFolder, _ layer: LayerVisitor) -> Bool {
    guard !isCancelled(), let descriptor = files.open(name) else { return false }
    defer { close(descriptor) }
    var sample = [UInt8](repeating: 0, count: ArchiveKind.sampleSize)
    let count = sample.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    let first = Array(sample.prefix(max(0, count)))
    guard ArchiveKind(first) != nil || first.allSatisfy({ $0 == 0 }) else { return false }
    _ = ArchiveWalk.walk(
      descriptor: descriptor, names: [], limits: limits, for: layer, isCancelled: isCancelled)
    return true
  }

  private func tell(_ layout: ImageLayout, _ names: [[UInt8]]) {
    for name in layout.missing {
      let failure = ArchiveFailure(.corrupt, "is named by an image and is not there")
      visitor.note(ArchiveProblem(failure: failure, names: names + [Array(name.utf8)]))
    }
    // An index lists every platform; one platform is what is mostly saved.
    guard layout.images.isEmpty, layout.absentManifests > 0 else { return }
    let failure = ArchiveFailure(.corrupt, "the manifests that the index names are not there")
    visitor.note(ArchiveProblem(failure: failure, names: names + [Array("index.json".utf8)]))
  }
}

/// The files of a layout that lies unpacked. Links are not followed.
private struct LayoutFolder {
  private let folder: String
  private static let documentLimit = 16 << 20

  init(_ folder: String) { self.folder = folder.hasSuffix("/") ? folder : folder + "/" }

  func isFile(_ name: String) -> Bool {
    var status = stat()
    return isInside(name) && lstat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.utf8.contains(0) && !name.split(separator: "/").contains("..")
  }

  func open(_ name: String) -> Int32? {
    guard isFile(name) else { return nil }
    let descriptor = Glibc.open(folder + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    return descriptor >= 0 ? descriptor : nil
  }

  func bytes(_ name: String) -> [UInt8]? {
    guard let descriptor = open(name) else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size <= LayoutFolder.documentLimit else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }
}

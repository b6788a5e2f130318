/// A document on its way out. Bytes gather in a buffer and go on in large pieces, so that a report of any size takes
/// little memory. Call `flush()` at the end.
package struct ReportStream: TextOutputStream {
  private var buffer: [UInt8] = []
  private let sink: (UnsafeRawBufferPointer) -> Void

  /// - Parameter sink: Takes the bytes; what goes wrong there is its own to remember.
  package init(_ sink: @escaping (UnsafeRawBufferPointer) -> Void) {
    self.sink = sink
    buffer.reserveCapacity(ReportStream.size + 4096)
  }

  private static let size = 1 << 18

  package mutating func write(_ string: String) {
    buffer.append(contentsOf: string.utf8)
    if buffer.count >= ReportStream.size { flush() }
  }

  /// Bytes that are a document's already.
  package mutating func write(bytes: UnsafeRawBufferPointer) {
    flush()
    sink(bytes)
  }

  /// Hands on what is left.
  package mutating func flush() {
    buffer.withUnsafeBytes { if !$0.isEmpty { sink($0) } }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// One object as the walk hands it over; `content` is valid during the call only, and readable for 16 bytes
/// past its end.
package struct PackedObject {
  /// Position in the index's id order.
  package let position: Int
  package let kind: ObjectKind
  package let content: UnsafeRawBufferPointer
}

/// Takes a pack's objects in delta-tree order. One per thread.
package protocol PackVisitor: AnyObject {
  /// `delta` and `legacy` are nil for an object that is no delta. The result is handed to the objects that
  /// are deltas against this one, as `legacy`. (A class, not an associated type: this call crosses a module
  /// for every object, and an unspecialised generic would cost more than the reference count.)
  func visit(_ object: PackedObject, delta: Delta?, legacy: AnyObject?) -> AnyObject?

  /// An object that could not be decoded.
  func failed(position: Int, code: GitError.Code)

  /// Asked between objects; true ends the walk.
  var isCancelled: Bool { get }
}

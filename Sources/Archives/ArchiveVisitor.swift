/// Takes what a walk finds.
package protocol ArchiveVisitor: AnyObject {
  /// What is to be done with a file, before it is read.
  func interest(in entry: ArchiveEntry) -> ArchiveInterest
  /// The whole content of a file that is no archive itself. The bytes are gone after the call.
  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer)
  /// A folder, a link, a device: there is nothing in it to be read.
  func list(_ entry: ArchiveEntry)
  func note(_ problem: ArchiveProblem)
}

package enum ArchiveInterest {
  /// Visit it; where it is an archive, walk it.
  case search
  /// Visit it whatever it is, if it has no more bytes than these.
  case asItIs(limit: Int)
  case pass
  /// Walk it for another visitor, to whom the names inside begin anew.
  case open(any ArchiveVisitor)
}

extension ArchiveVisitor {
  package func interest(in entry: ArchiveEntry) -> ArchiveInterest { .search }
  package func list(_ entry: ArchiveEntry) {}
}

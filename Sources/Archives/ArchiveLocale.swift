internal import CArchive
internal import Glibc

/// libarchive turns names from one encoding into another by the thread's locale, and a program's is plain ASCII.
enum ArchiveLocale {
  static func with<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let locale = leakage_archive_locale() else { return try body() }
    let previous = uselocale(locale)
    defer {
      _ = uselocale(previous)
      freelocale(locale)
    }
    return try body()
  }
}

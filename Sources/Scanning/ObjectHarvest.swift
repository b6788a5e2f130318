internal import Findings

/// What scanning the objects of one repository gave, before it is told as findings.
struct ObjectHarvest {
  var table = SecretTable()
  var hits: [Int: [Hit]] = [:]
  var commits: [CommitRecord] = []
  var tags: [TagRecord] = []
  var statistics = Statistics()
  /// Objects that were not searched, or not to the end.
  var unsure: Set<Int> = []
  /// Where the job asks for it: objects in which a detector's literal may stand.
  var touched: [Int] = []
  var diagnostics = Diagnostics()
  /// Something that is, or may be, a commit, a tag or a tree could not be read: which blobs history leads to is
  /// not known for certain.
  var hasLostHistory = false
}

extension Statistics {
  mutating func add(_ other: Statistics) {
    objects += other.objects
    blobs += other.blobs
    blobBytes += other.blobBytes
    matchedBytes += other.matchedBytes
    files += other.files
    skipped += other.skipped
  }
}

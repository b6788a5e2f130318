internal import Glibc

extension Repository {
  /// Everything that decides which objects a scan of history reads and what they mean, as text: HEAD, refs, reflogs, the
  /// end of a shallow clone, grafts, alternates, and the packs by name. Two equal texts are one state. Cheap: small files
  /// and one listing; no object is read.
  package func state() -> (text: String, problems: [GitError]) {
    let (references, broken) = references()
    let (logged, brokenLogs) = reflogTargets()
    var problems = broken + brokenLogs
    var lines = ["head \(headBranch ?? "detached")"]
    lines += references.filter { !$0.isNote }.map { "ref \($0.target) \($0.name)" }
    lines += (logged + references.filter(\.isNote)).map { "log \($0.target)" }.sorted()
    for file in ["shallow", "info/grafts"] { lines += note(commonFolder + file, &problems) }
    for file in ["info/alternates"] { lines += note(objectsFolder + "/" + file, &problems) }
    do throws(GitError) {
      let folder = objectsFolder + "/pack"
      if StoredFile.isFolder(folder) {
        lines += try FolderWalk.entries(of: BytePath(folder), BytePath("")).map(\.name.description)
          .filter { $0.hasSuffix(".pack") || $0.hasSuffix(".promisor") }.sorted()
      }
    } catch { problems.append(error) }
    return (lines.joined(separator: "\n"), problems)
  }

  private func note(_ path: String, _ problems: inout [GitError]) -> [String] {
    do throws(GitError) {
      return try StoredFile.lines(of: path).map { "\(path) \(BytePath.text($0))" }
    } catch {
      problems.append(error)
      return []
    }
  }

  /// How much there is, from `stat` alone: bytes of the object folder's packs and 400 for each of its loose objects as a
  /// guess, and the number of objects by the size of the indexes (28 bytes each in version 2).
  package var objectMeasure: (bytes: Int64, count: Int) {
    var measure = (bytes: Int64(0), count: 0)
    do throws(GitError) {
      let pack = BytePath(objectsFolder + "/pack")
      if StoredFile.isFolder(pack.description) {
        for entry in try FolderWalk.entries(of: pack, BytePath("")) where entry.kind == .file {
          let suffix = entry.name.bytes.suffix(5)
          if suffix.elementsEqual(".pack".utf8) { measure.bytes += size(of: pack.appending(entry.name)) }
          if suffix.suffix(4).elementsEqual(".idx".utf8) {
            measure.count += Int(max(0, size(of: pack.appending(entry.name)) - 1072) / 28)
          }
        }
      }
      for entry in try FolderWalk.entries(of: BytePath(objectsFolder), BytePath(""))
      where entry.name.bytes.count == 2 && entry.kind == .folder {
        let count = try FolderWalk.entries(of: BytePath(objectsFolder), entry.name).count
        measure.bytes += 400 * Int64(count)
        measure.count += count
      }
    } catch {
      // Who scans it will be told what cannot be read.
      return measure
    }
    return measure
  }

  private func size(of path: BytePath) -> Int64 {
    var status = stat()
    return path.withCString { stat($0, &status) } == 0 ? Int64(status.st_size) : 0
  }
}

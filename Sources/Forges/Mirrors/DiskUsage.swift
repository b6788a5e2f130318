#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What folders take on the disk.
enum DiskUsage {
  /// Bytes of the blocks in use, links not followed; 0 where nothing is.
  static func bytes(of path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    var total = Int(status.st_blocks) * 512
    guard status.st_mode & S_IFMT == S_IFDIR else { return total }
    for name in names(in: path) { total += bytes(of: path + "/" + name) }
    return total
  }

  /// Without `.` and `..`; empty where there is no folder.
  static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}

extension DiskUsage {
  /// Names of the folders in a folder; links are none.
  static func folders(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let type = Int32(entry.pointee.d_type)
      guard type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      if type == Int32(DT_UNKNOWN) {
        var status = stat()
        guard lstat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      }
      names.append(name)
    }
    return names
  }
}

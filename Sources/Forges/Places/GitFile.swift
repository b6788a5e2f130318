#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The `.git` file of a linked work tree or a submodule (gitrepository-layout(5)).
enum GitFile {
  /// The folder with the objects that it leads to; nil where there is no such file.
  static func commonFolder(of file: String, in folder: String) -> String? {
    guard let text = line(of: file), text.hasPrefix("gitdir: ") else { return nil }
    let own = path(String(text.dropFirst(8)), from: folder)
    guard let common = line(of: own + "/commondir") else { return own }
    return path(common, from: own)
  }

  private static func path(_ text: String, from folder: String) -> String {
    let path = text.hasPrefix("/") ? text : folder + "/" + text
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The first line of a small regular file: no pipe is waited for.
  private static func line(of path: String) -> String? {
    let end = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard end >= 0 else { return nil }
    defer { close(end) }
    var status = stat()
    guard fstat(end, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(end, &buffer, buffer.count)
    guard count > 0, let line = buffer[..<count].split(separator: 0x0a).first else { return nil }
    let text = String(decoding: line, as: UTF8.self)
    return text.unicodeScalars.contains(where: { $0.value < 0x20 }) ? nil : text
  }
}

package import Findings
internal import Git

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The checked-out files of a repository, and the settings that lie at their root.
package enum WorkTree {
  /// The root's folder with a trailing slash; nil where `path` lies in no repository, in a bare one, or in one
  /// that cannot be opened.
  package static func root(of path: String) -> String? {
    do throws(GitError) {
      return try Repository(path: path, searchesParents: false).workTree
    } catch {
      // As for the scan: a damaged repository is not to be taken for a part of the one around it.
      guard !FileManager.default.fileExists(atPath: path + "/.git") else { return nil }
    }
    do throws(GitError) { return try Repository(path: path).workTree } catch { return nil }
  }

  /// Where the settings of somebody who works in a folder lie: at the root of its work tree, or in the folder itself
  /// where it is in no repository. Nil in a bare or damaged one.
  package static func settingsFolder(of path: String) -> String? {
    if let root = root(of: path) { return root }
    guard !FileManager.default.fileExists(atPath: path + "/.git") else { return nil }
    do throws(GitError) { _ = try Repository(path: path) } catch {
      return path.hasSuffix("/") ? path : path + "/"
    }
    return nil
  }
}

extension Configuration {
  /// Reads the work tree's `.leakage.toml`, which messages call by its bare name.
  package static func read(inWorkTree root: String) throws(SettingsError) -> Configuration {
    let text = try TextFile.text(at: root + defaultName, calledAs: defaultName)
    return try text.map { text throws(SettingsError) in try parse(text, path: defaultName) }
      ?? Configuration()
  }
}

extension IgnoreFile {
  /// Reads the work tree's `.leakageignore`, which messages call by its bare name: a report's places do not
  /// depend on where the work tree lies.
  package static func read(inWorkTree root: String) throws(SettingsError) -> IgnoreFile {
    let text = try TextFile.text(at: root + defaultName, calledAs: defaultName)
    return text.map { parse($0, path: defaultName) } ?? IgnoreFile()
  }
}

extension TextFile {
  fileprivate static func text(at path: String, calledAs name: String) throws(SettingsError) -> String? {
    do {
      return try text(at: path, limit: 16 << 20)
    } catch {
      throw SettingsError(error.code, error.message, place: name, help: error.help)
    }
  }
}

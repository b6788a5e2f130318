/// Manifests that tell a program is an MCP server: by what it depends on.
package enum ServerManifest {
  /// Whether a path is a manifest's.
  package static func isManifest(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return ["package.json", "pyproject.toml", "requirements.txt"].contains(name)
      && !path.contains("node_modules/")
  }

  /// The folder whose programs may be servers, with a trailing slash; nil where the manifest names no such dependency.
  package static func serverFolder(_ path: String, _ bytes: [UInt8]) -> String? {
    guard dependencies(path, bytes).contains(where: isServerLibrary) else { return nil }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func isServerLibrary(_ name: String) -> Bool {
    ["mcp", "fastmcp", "mcp-framework", "mcp-handler", "@vercel/mcp-adapter"].contains(name)
      || name.hasPrefix("@modelcontextprotocol/")
  }

  private static func dependencies(_ path: String, _ bytes: [UInt8]) -> [String] {
    if path.hasSuffix(".txt") { return requirements(String(decoding: bytes.prefix(1 << 16), as: UTF8.self)) }
    do throws(UnreadableDocument) {
      if path.hasSuffix(".json") {
        let document = try JSONReader.document(bytes)
        return ["dependencies", "devDependencies", "peerDependencies"].flatMap {
          document[$0]?.members.map(\.key) ?? []
        }
      }
      let document = try TOMLReader.document(bytes)
      let listed = (document["project"]?["dependencies"]?.list ?? []).compactMap(\.text).map(name)
      return listed + (document["tool"]?["poetry"]?["dependencies"]?.members.map(\.key) ?? [])
    } catch {
      // It is no manifest then.
      return []
    }
  }

  private static func requirements(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(name)
  }

  /// `mcp[cli]>=1.2` without what follows the name.
  private static func name(_ requirement: some StringProtocol) -> String {
    String(requirement.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) })
  }
}

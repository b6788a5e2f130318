import Foundation
import PackagePlugin

/// Compiles `detectors/*.toml` into one Swift source at build time: a bad detector file fails the build,
/// and the executable starts without parsing TOML.
@main
struct EmbedDetectors: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "detectors")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "toml" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCatalog.swift")
    return [
      .buildCommand(
        displayName: "Compiling \(files.count) detector files",
        executable: try context.tool(named: "CatalogCompiler").url,
        arguments: [output.path(), folder.path()],
        // The folder as well: a file that is added or renamed changes it.
        inputFiles: files + [folder],
        outputFiles: [output])
    ]
  }
}

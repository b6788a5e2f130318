import Foundation

@main
struct CatalogCompiler {
  static func main() throws {
    try "package enum EmbeddedCatalog { package static let text: StaticString = \"\" }\n"
      .write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)
  }
}

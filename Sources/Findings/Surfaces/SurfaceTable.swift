/// The rules that tell a surface, as data: the first that fits decides.
enum SurfaceTable {
  struct Rule {
    let surface: Surface
    /// Globs, apart by white space, for paths in lower case. One with a slash may begin in any folder.
    let globs: String

    init(_ surface: Surface, _ globs: String) {
      self.surface = surface
      self.globs = globs
    }
  }

  /// What a text's marks make of a surface that its path told.
  struct ContentRule {
    let marks: ContentMarks
    let from: Set<Surface>
    let to: Surface
  }

  /// What a file is called says more than the folder that it lies in: rules on names come first.
  static let rules = agentRules + deliveryRules + dataRules + generalRules

  static let contentRules = [
    ContentRule(marks: .mcpServers, from: [.agentSettings, .configuration, .other], to: .mcpConfig),
    ContentRule(marks: .transcript, from: [.configuration, .log, .other], to: .agentTranscript),
    ContentRule(marks: .kubernetes, from: [.configuration], to: .kubernetes),
    ContentRule(marks: .httpCollection, from: [.configuration], to: .httpCollection),
    ContentRule(marks: .databaseDump, from: [.source, .other], to: .databaseDump),
    ContentRule(marks: .notebookOutput, from: [.notebook], to: .notebookOutput),
  ]
}

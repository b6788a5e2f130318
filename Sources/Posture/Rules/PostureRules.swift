package import Findings

/// Every rule of posture. `docs/posture.md` is made from this table.
package enum PostureRules {
  package static let all: [PostureRule] = (pipelines.map(\.rule) + agents + containers + [Self.openAgent])
    .sorted { $0.id < $1.id }

  package static let ids: Set<String> = Set(all.map(\.id))

  package static func rule(withID id: String) -> PostureRule? { all.first { $0.id == id } }

  static let pipelines = cloudProviders + registryProviders + serviceProviders + gitlabProviders
}

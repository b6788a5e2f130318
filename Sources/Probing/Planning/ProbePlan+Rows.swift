package import Detectors
package import Findings

extension ProbePlan {
  /// What goes to one endpoint.
  package struct Row: Sendable, Hashable {
    package let provider: String
    package let endpoint: String
    package let kind: Probe.Kind
    /// Where the secret goes: `Authorization: Bearer …`.
    package let carrier: String
    package let count: Int
    package let renewsOnUse: Bool
  }

  /// Sorted by provider and endpoint.
  package var rows: [Row] {
    Dictionary(grouping: steps) { Group(step: $0) }.map { group, steps in
      Row(
        provider: group.provider, endpoint: group.endpoint, kind: group.kind, carrier: group.carrier,
        count: steps.count, renewsOnUse: steps.contains { $0.probe.renewsOnUse })
    }
    .sorted { ($0.provider, $0.endpoint, $0.carrier) < ($1.provider, $1.endpoint, $1.carrier) }
  }

  /// Detectors that are left out, by reason, with how many credentials.
  package var omissions: [(reason: ProbeReason, count: Int, detectors: [String])] {
    Dictionary(grouping: skipped, by: \.reason).map { reason, all in
      (reason, all.count, Set(all.map(\.detector)).sorted())
    }
    .sorted { $0.0.rawValue < $1.0.rawValue }
  }

  private struct Group: Hashable {
    let provider: String
    let endpoint: String
    let kind: Probe.Kind
    let carrier: String

    init(step: ProbeStep) {
      provider = step.detector.summary.provider
      endpoint = step.login == nil ? step.endpoint : "LOGIN \(step.host)"
      kind = step.probe.kind
      carrier = step.probe.carrierText
    }
  }
}

extension Probe {
  /// The secret's place in words, without the secret.
  package var carrierText: String {
    switch scheme {
    case .none: "nothing secret"
    case .bearer: "Authorization: Bearer …"
    case .basic: "Authorization: Basic …"
    case .header: "\(carrier): \(template.prefix { $0 != "{" })…"
    case .query: "\(carrier)=… in the address"
    case .path: "in the address"
    case .body, .oauthIntrospection: "in the body"
    case .awsSTS: "a signature (AWS SigV4)"
    case .azureSharedKey: "a signature (Azure Shared Key)"
    case .gcpServiceAccount: "nothing secret; with --allow-mint a signature"
    case .postgres, .mysql, .redis, .mongodb, .amqp: "a login"
    }
  }
}

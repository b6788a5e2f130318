internal import Detectors
internal import Findings

extension ProbePlan {
  /// What a run costs at the least: retries and further pairings come on top.
  package struct Cost: Sendable, Hashable {
    package let requests: Int
    package let seconds: Double
  }

  /// With a wrong value for every endpoint, where one is asked.
  package func cost(_ options: ProbeOptions) -> Cost {
    let requests = Dictionary(grouping: steps, by: \.host).mapValues { steps in
      let asked = steps.filter { $0.probe.kind != .publicLookup }
      return steps.count
        + Set(asked.map { $0.login == nil ? "\($0.endpoint) \($0.detector.id)" : $0.host }).count
    }
    let all = requests.values.reduce(0, +)
    let slowest = Double((requests.values.max() ?? 1) - 1) / options.hostRate
    return Cost(requests: all, seconds: max(slowest, Double(all - 1) / options.totalRate))
  }
}

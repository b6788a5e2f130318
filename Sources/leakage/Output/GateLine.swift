internal import Findings

/// The policy's result in one line for stderr.
enum GateLine {
  static func text(of gate: GateResult) -> String { (gate.isPassed ? "passed: " : "failed: ") + gate.reason }

  static func text(of result: PostureResult) -> String {
    (result.isPassed ? "passed: " : "failed: ") + result.reason
  }
}

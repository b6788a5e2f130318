import Testing

@testable import leakage

@Suite struct ExitStatusTests {
  @Test(arguments: [
    // violation, complete, delivered, --exit-code, status
    (false, true, true, 1, 0), (true, true, true, 1, 1), (true, true, true, 42, 42), (true, true, true, 0, 0),
    (false, false, true, 1, 3), (true, false, true, 1, 1), (true, false, true, 0, 3),
    (false, true, false, 1, 3), (true, true, false, 1, 1), (false, false, false, 42, 3),
  ])
  func `a finding outranks incompleteness`(
    hasViolation: Bool, isComplete: Bool, isDelivered: Bool, findings: Int, status: Int
  ) {
    let result = ExitStatus.of(
      hasViolation: hasViolation, isComplete: isComplete, isDelivered: isDelivered, findings: Int32(findings))
    #expect(result == Int32(status))
  }
}

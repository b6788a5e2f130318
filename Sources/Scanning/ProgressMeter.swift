internal import Synchronization

/// Counts that all workers share; each worker adds its own in batches.
final class ProgressMeter: Sendable {
  private let objects = Atomic<Int>(0)
  private let bytes = Atomic<Int64>(0)
  private let secrets = Atomic<Int>(0)
  private let lastReport = Atomic<Int64>(0)
  private let total: Int
  private let phase: ScanProgress.Phase
  private let target: String
  private let report: @Sendable (ScanProgress) -> Void

  init(
    phase: ScanProgress.Phase, target: String, total: Int, report: @escaping @Sendable (ScanProgress) -> Void
  ) {
    self.phase = phase
    self.target = target
    self.total = total
    self.report = report
  }

  private static let clock = ContinuousClock()
  private static let start = clock.now

  private func add(objects: Int, bytes: Int64, secrets: Int) {
    let objectsDone = self.objects.add(objects, ordering: .relaxed).newValue
    let bytesDone = self.bytes.add(bytes, ordering: .relaxed).newValue
    let secretsFound = self.secrets.add(secrets, ordering: .relaxed).newValue
    let elapsed = ProgressMeter.clock.now - ProgressMeter.start
    let tenths = Int64(elapsed / .milliseconds(100))
    let last = lastReport.load(ordering: .relaxed)
    guard tenths > last,
      lastReport.compareExchange(expected: last, desired: tenths, ordering: .relaxed).exchanged
    else { return }
    report(
      ScanProgress(
        phase: phase, target: target, objectsDone: objectsDone, objectsTotal: total, bytesDone: bytesDone,
        secretsFound: secretsFound))
  }

  /// One worker's counts.
  struct Share {
    private let meter: ProgressMeter
    private var objects = 0
    private var bytes = 0
    private var secrets = 0

    init(_ meter: ProgressMeter) { self.meter = meter }

    mutating func add(objects: Int = 0, bytes: Int = 0, secrets: Int = 0) {
      self.objects += objects
      self.bytes += bytes
      self.secrets += secrets
      if self.objects >= 256 || self.bytes >= 1 << 22 { flush() }
    }

    mutating func flush() {
      meter.add(objects: objects, bytes: Int64(bytes), secrets: secrets)
      objects = 0
      bytes = 0
      secrets = 0
    }
  }
}

internal import Findings
internal import Ledger

/// The ledger that the command line names, or the user's own.
struct LedgerFile: Sendable {
  let path: String
  /// Nil where there is no file and none is wanted.
  private let ledger: Ledger?

  /// Opens the file or makes it.
  init(_ path: String?, environment: ProcessEnvironment = .current) throws(CommandFailure) {
    if let path {
      self.path = path
    } else {
      self.path = try LedgerFile.defaultPath(environment, makesFolder: true)
    }
    ledger = try LedgerFile.opened(self.path)
  }

  /// Opens the file where there is one; one that the command line names has to be there.
  static func existing(
    _ path: String?, environment: ProcessEnvironment = .current
  ) throws(CommandFailure) -> LedgerFile {
    if let path, !FileSystem.leadsToFile(path) {
      throw CommandFailure("no such ledger: '\(path)'", help: "a ledger is made by: leakage probe --run")
    }
    let place = if let path { path } else { try defaultPath(environment, makesFolder: false) }
    guard FileSystem.leadsToFile(place) else {
      return LedgerFile(path: place, ledger: nil)
    }
    return LedgerFile(path: place, ledger: try opened(place))
  }

  private init(path: String, ledger: Ledger?) {
    self.path = path
    self.ledger = ledger
  }

  func timelines() throws(CommandFailure) -> [Fingerprint: ValidityTimeline] {
    try LedgerFile.converting { () throws(LedgerError) in try ledger?.timelines() ?? [:] }
  }

  func observations(of fingerprint: Fingerprint? = nil) throws(CommandFailure) -> [Observation] {
    try LedgerFile.converting { () throws(LedgerError) in try ledger?.observations(of: fingerprint) ?? [] }
  }

  func append(_ observations: [Observation]) throws(CommandFailure) {
    guard !observations.isEmpty else { return }
    try LedgerFile.converting { () throws(LedgerError) in try ledger?.append(observations) }
  }

  func forget(_ fingerprint: Fingerprint) throws(CommandFailure) -> Int {
    try LedgerFile.converting { () throws(LedgerError) in try ledger?.forget(fingerprint) ?? 0 }
  }

  func verify() throws(CommandFailure) -> [String] {
    try LedgerFile.converting { () throws(LedgerError) in try ledger?.verify() ?? [] }
  }

  private static func opened(_ path: String) throws(CommandFailure) -> Ledger {
    try converting { () throws(LedgerError) in try Ledger(path: path) }
  }

  private static func converting<Value>(_ body: () throws(LedgerError) -> Value) throws(CommandFailure)
    -> Value
  {
    do {
      return try body()
    } catch {
      let help: String? =
        switch error.code {
        case .unopened: "name a file that can be written with: --ledger FILE"
        case .damaged: "look at it with: leakage ledger verify --ledger \(error.path)"
        default: nil
        }
      throw CommandFailure("\(error)", help: help, status: ExitStatus.incomplete)
    }
  }

  /// `ledger.sqlite` in the state folder.
  private static func defaultPath(
    _ environment: ProcessEnvironment, makesFolder: Bool
  ) throws(CommandFailure) -> String {
    try StateFolder.state(environment, makesFolder: makesFolder, option: "--ledger FILE") + "/ledger.sqlite"
  }
}

internal import Detectors
internal import EmbeddedDetectors
internal import Findings
internal import Probing
internal import Scanning

/// Looks at what a scan, a hook or a probe would find here, and changes nothing.
struct Checkup {
  let path: String
  let environment: ProcessEnvironment

  func rows() -> [CheckupRow] {
    machine + RepositoryCheckup(path: path).rows() + files
  }

  // MARK: The machine

  private var machine: [CheckupRow] { [program, called, detectors, key, ledger, git, clients] }

  private var program: CheckupRow {
    CheckupRow("program", "leakage \(Version.text), \(Printable.text(HookPlace.ownPath.utf8))")
  }

  /// Hooks and agents that a team shares call the program by its name.
  private var called: CheckupRow {
    guard let first = AgentProgram.onPath(environment["PATH"]) else {
      return CheckupRow(
        "on the path", "no", note: "shared hooks call 'leakage' by its name: put its folder on PATH")
    }
    guard FileSystem.resolved(first) != FileSystem.resolved(HookPlace.ownPath) else {
      return CheckupRow("on the path", Printable.text(first.utf8))
    }
    return CheckupRow(
      "on the path", "another program: \(Printable.text(first.utf8))",
      note: "shared hooks run that one: bring both to one version")
  }

  private var detectors: CheckupRow {
    let catalog = DetectorCatalog.embedded
    return CheckupRow("detectors", "\(catalog.detectors.count), catalog \(catalog.digest)")
  }

  private var key: CheckupRow {
    let name = FingerprintKey.environmentVariable
    do throws(CommandFailure) {
      guard let text = try KeyChoice.variable(in: environment) else {
        return CheckupRow(
          "key", "\(name) is not set: fingerprints are made with the public key",
          note:
            "whoever guesses a password can check the guess against a report: \(name)=$(openssl rand -hex 16)"
        )
      }
      return CheckupRow("key", "\(name), \(text.utf8.count) bytes")
    } catch { return CheckupRow("key", error) }
  }

  private var ledger: CheckupRow {
    do throws(CommandFailure) {
      let file = try LedgerFile.existing(nil, environment: environment)
      let place = Printable.text(file.path.utf8)
      guard FileSystem.leadsToFile(file.path) else {
        return CheckupRow("ledger", "\(place) (none yet: leakage probe --run makes it)")
      }
      let complaints = try file.verify()
      guard complaints.isEmpty else {
        return CheckupRow(
          "ledger", wrong: "\(place): \(complaints.joined(separator: "; "))",
          help: "look at it with: leakage ledger verify")
      }
      return CheckupRow("ledger", "\(place), \(try file.observations().count) observations")
    } catch { return CheckupRow("ledger", error) }
  }

  private var git: CheckupRow {
    do throws(CommandFailure) {
      let answer = try GitCommand(folder: "/").answer("version")
      return CheckupRow("git", answer.replacing("git version ", with: ""))
    } catch {
      return CheckupRow("git", "not found", note: "scans do without; 'leakage hook' and 'leakage ci' need it")
    }
  }

  private var clients: CheckupRow {
    let states = DatabaseClient.allCases.map { "\($0.rawValue) \($0.isLoadable ? "yes" : "no")" }
    let missing = DatabaseClient.allCases.filter { !$0.isLoadable }.map(\.package)
    let state = states.joined(separator: ", ")
    guard !missing.isEmpty else { return CheckupRow("logins", state) }
    return CheckupRow(
      "logins", state, note: "to probe these databases: apt-get install \(missing.joined(separator: " "))")
  }

  // MARK: Files that steer a scan

  private var files: [CheckupRow] {
    guard let root = WorkTree.root(of: path) else {
      return [CheckupRow("settings", "none: no work tree is here")]
    }
    return [
      setting("configuration", root + Configuration.defaultName) { path throws(SettingsError) in
        let configuration = try Configuration.read(at: path)
        let own = configuration.detectorPaths
        return own.isEmpty
          ? "" : ", adds detectors: \(own.map { Printable.text($0.utf8) }.joined(separator: ", "))"
      },
      setting("ignore file", root + IgnoreFile.defaultName) { path throws(SettingsError) in
        let file = try IgnoreFile.read(at: path)
        if let problem = file.diagnostics.first {
          throw SettingsError(.syntax, problem.message, place: problem.place ?? path, help: problem.help)
        }
        return ", \(file.rules.count) rules"
      },
      setting("baseline", root + BaselineCommand.defaultFile) { path throws(SettingsError) in
        (try Baseline.read(at: path)).map { ", \($0.entries.count) known secrets" } ?? ""
      },
    ]
  }

  /// A file that may be there, and has to be sound if it is.
  private func setting(
    _ name: String, _ file: String, _ read: (String) throws(SettingsError) -> String
  ) -> CheckupRow {
    guard FileSystem.exists(file) else { return CheckupRow(name, "none (\(Printable.text(file.utf8)))") }
    do throws(SettingsError) {
      return CheckupRow(name, Printable.text(file.utf8) + (try read(file)))
    } catch { return CheckupRow(name, wrong: "\(error)", help: error.help) }
  }
}

/// The program's version, as reports and `--version` name it. `CHANGELOG.md` says what is in it.
enum Version {
  static let text = "0.1.0"
}

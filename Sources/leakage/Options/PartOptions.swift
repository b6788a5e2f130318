internal import ArgumentParser
internal import Findings

/// How a scan is split over machines.
struct PartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Search only the part I of N of one repository's objects, and write what 'leakage merge' joins: which of them "
        + "hold something. See docs/shards.md.", valueName: "i/n"),
    transform: parseShard)
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "Search only the objects that the joined shards in FILE name; '-' is standard input. The report is that of a "
        + "whole scan.", valueName: "file"),
    completion: .file(extensions: ["json", "jsonl"]))
  var hits: String?

  private static func parseShard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw BadValue("not a part I/N with I from 1 to N, and N at most \(Shard.countLimit)")
    }
    return shard
  }
}

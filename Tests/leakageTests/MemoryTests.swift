import Detectors
import Foundation
import TestRepositories
import Testing

/// What a scan takes of the machine, measured on the process itself.
struct MemoryTests {
  /// Runs a program and tells its status and peak memory in KiB. A process of its own, and a small one: the kernel counts
  /// into the peak of a process what the one that started it took at that moment.
  private static let meter = """
    import resource, subprocess, sys
    status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    """

  /// Status and peak memory in MiB, as the kernel counts it.
  private func measure(_ arguments: [String], in folder: String) throws -> (status: Int, peak: Int) {
    let measured = try Program.run(
      ["-c", Self.meter, Program.path] + arguments + [folder], program: "/usr/bin/python3", in: "/")
    let numbers = measured.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(numbers.count == 2, "\(measured.error)")
    return (numbers[0], numbers[1] / 1024)
  }

  /// A report of as many distinct secrets, each at a place of its own, made from a scan's only finding.
  private func multiply(_ lines: [Substring], by count: Int, to path: String) throws {
    var text = ""
    for line in lines {
      guard let start = line.firstRange(of: "\"fingerprint\":\"")?.upperBound else {
        text += line + "\n"
        continue
      }
      let fingerprint = line[start...].prefix(32)
      for number in 0..<count {
        let digits = String(number, radix: 16)
        let other = String(repeating: "0", count: 32 - digits.count) + digits
        text +=
          line.replacing(fingerprint, with: other).replacing("deploy.env", with: "team-\(number)/deploy.env")
          + "\n"
      }
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The growth, not the height: what the program itself takes differs by build and machine. Measured: 1.2 KiB a secret
  /// as JSON, 1.5 as a page.
  @Test(arguments: ["json", "html"])
  func `an age report takes some two kilobytes for each distinct secret`(_ format: String) throws {
    let repository = try TemporaryRepository()
    let token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 7)
    try repository.commit("deploy.env", "TOKEN=\(token)\n")
    let scan = try Program.run(["scan", "--no-posture", "-f", "jsonl"], in: repository.path).output.split(separator: "\n")
    let peaks = try [4_000, 16_000].map { count in
      let path = repository.surroundings + "/\(count).jsonl"
      try multiply(scan, by: count, to: path)
      let result = try measure(["report", "-f", format, "-o", "/dev/null"], in: path)
      #expect(result.status == 0)
      return result.peak
    }
    let limit = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 40 : 400
    #expect(peaks[1] - peaks[0] < limit, "MiB for 12,000 secrets more")
  }

  /// Objects of 60 MiB made of a few bytes, each the base of two others.
  private func bomb(depth: Int) -> PackBuilder {
    var pack = PackBuilder()
    let size = 60 << 20
    var number = 0
    func id() -> [UInt8] {
      number += 1
      return [UInt8](repeating: 0x55, count: 16) + PackBuilder.bigEndian(number, 4)
    }
    let start = pack.add(.blob, [UInt8](repeating: 0x78, count: 1 << 16))
    var level = [id()]
    let grow = (0..<(size >> 16)).flatMap { _ in PackBuilder.copy(0, (1 << 16) - 1) + PackBuilder.copy(0, 1) }
    pack.addDelta(PackBuilder.sizes(base: 1 << 16, target: size) + grow, on: .id(start), as: level[0])
    let same = (0..<(size >> 20)).flatMap { PackBuilder.copy($0 << 20, 1 << 20) }
    for _ in 0..<depth {
      level = level.flatMap { base in
        (0..<2).map { _ in
          let child = id()
          pack.addDelta(PackBuilder.sizes(base: size, target: size) + same, on: .id(base), as: child)
          return child
        }
      }
    }
    return pack
  }

  @Test(.timeLimit(.minutes(45)))
  func `a pack of a few kilobytes that unfolds to gigabytes takes bounded memory`() throws {
    let repository = try TemporaryRepository("--bare")
    try bomb(depth: 4).write(to: repository.path + "/objects/pack")
    let result = try measure(["scan", "--threads", "2"], in: repository.path)
    #expect(result.status == 0 || result.status == 3)
    // The address sanitiser keeps what was freed.
    let limit = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 1200 : 6000
    #expect(result.peak < limit)
  }
}

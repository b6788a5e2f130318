/// A made-up history of a few files that change a little in every commit, as a stream for `git fast-import`.
package struct VersionedFiles {
  package let stream: [UInt8]

  package init(seed: UInt64, commits: Int) {
    var random = Numbers(state: seed)
    var files = (0..<5).map { file in
      (0..<(40 + file * 60)).map { "file \(file) line \($0) \(random.word())" }
    }
    var stream: [UInt8] = []
    for number in 0..<commits {
      let file = random.below(files.count)
      for _ in 0..<3 {
        let line = random.below(files[file].count)
        switch random.below(3) {
        case 0: files[file][line] = "changed \(random.word())"
        case 1: files[file].insert("added \(random.word())", at: line)
        default: if files[file].count > 10 { files[file].remove(at: line) }
        }
      }
      let content = Array(files[file].joined(separator: "\n").utf8)
      let date = TemporaryRepository.epoch + Int64(number) * TemporaryRepository.day
      stream += Array(
        "commit refs/heads/main\ncommitter Carl <carl@example.org> \(date) +0000\ndata 6\nchange\n".utf8)
      stream +=
        Array("M 100644 inline folder\(file)/name\(file).txt\ndata \(content.count)\n".utf8) + content + [
          0x0A
        ]
    }
    stream += Array(
      "tag v1\nfrom refs/heads/main\ntagger Carl <carl@example.org> 1600000000 +0000\ndata 3\ntag\n".utf8)
    self.stream = stream
  }

  private struct Numbers {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    mutating func word() -> String { String(below(1 << 30), radix: 36) + String(below(1 << 30), radix: 36) }
  }
}

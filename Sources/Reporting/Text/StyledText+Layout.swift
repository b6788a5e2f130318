/// One character with its place in the layout.
private struct Cell {
  let character: Character
  let width: Int
  let role: StyledText.Role
  let link: String?
}

extension StyledText {
  /// Broken at spaces into lines of at most `width` columns; a longer word is broken inside.
  func wrapped(to width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var line: [Cell] = []
    var used = 0
    var lastSpace: Int?
    for cell in cells {
      while used + cell.width > width, !line.isEmpty {
        let carried = cell.character == " " ? [] : lastSpace.map { Array(line[($0 + 1)...]) } ?? []
        line.removeLast(carried.count)
        lines.append(StyledText(line).trimmed)
        line = carried
        used = carried.reduce(0) { $0 + $1.width }
        lastSpace = nil
      }
      if cell.character == " ", line.isEmpty, !lines.isEmpty { continue }
      if cell.character == " " { lastSpace = line.count }
      line.append(cell)
      used += cell.width
    }
    return lines + [StyledText(line).trimmed]
  }

  /// Cut to `width` columns with `…` at the end.
  func truncated(to width: Int) -> StyledText {
    self.width <= width ? self : StyledText(Self.prefix(of: cells, width: width - 1)) + "…"
  }

  /// Cut to `width` columns with `…` at the start: the end of a path tells more than its start.
  func truncatedAtStart(to width: Int) -> StyledText {
    guard self.width > width else { return self }
    return "…" + StyledText(Self.prefix(of: cells.reversed(), width: width - 1).reversed())
  }

  /// On one line, whatever the width.
  var keptTogether: StyledText {
    StyledText(runs: runs.map { Run(text: $0.text.keptTogether, role: $0.role, link: $0.link) })
  }

  func padded(to width: Int) -> StyledText { self + .spaces(width - self.width) }
  func aligned(rightTo width: Int) -> StyledText { .spaces(width - self.width) + self }

  private var cells: [Cell] {
    runs.flatMap { run in
      run.text.map { Cell(character: $0, width: $0.displayWidth, role: run.role, link: run.link) }
    }
  }

  private init(_ cells: some Sequence<Cell>) {
    var runs: [Run] = []
    for cell in cells {
      if let last = runs.last, last.role == cell.role, last.link == cell.link {
        runs[runs.count - 1].text.append(cell.character)
      } else {
        runs.append(Run(text: String(cell.character), role: cell.role, link: cell.link))
      }
    }
    self.init(runs: runs)
  }

  private var trimmed: StyledText {
    var kept = cells
    while kept.last?.character == " " { kept.removeLast() }
    return StyledText(kept)
  }

  private static func prefix(of cells: [Cell], width: Int) -> [Cell] {
    var used = 0
    return Array(
      cells.prefix { cell in
        used += cell.width
        return used <= width
      })
  }
}

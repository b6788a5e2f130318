import Findings

/// Charts as inline SVG. Colours come from classes, so that both colour schemes and paper have their own.
struct HTMLCharts {
  let age: AgeReport

  init(_ age: AgeReport) { self.age = age }

  struct Chart {
    let title: String
    let caption: String
    let svg: String
    var legend: [(kind: String, text: String)] = []
    var isWide = false
  }

  var all: [Chart] { [timeline, cohorts, shares, survival, histogram].compactMap(\.self) }

  /// A drawing surface with its description for those who do not see it.
  static func svg(_ width: Int, _ height: Int, _ label: String, _ body: String) -> String {
    "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(label.xml)\">\n\(body)</svg>"
  }

  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(tenths < 0 && tenths > -10 ? "-" : "")\(tenths / 10).\(abs(tenths % 10))"
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String) -> String {
    "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" class=\"\(kind)\"/>\n"
  }

  static func text(_ x: Double, _ y: Double, _ text: String, _ kind: String = "t", anchor: String = "middle")
    -> String
  {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" class=\"\(kind)\" text-anchor=\"\(anchor)\">\(text.xml)</text>\n"
  }

  static func bar(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String, _ title: String = ""
  ) -> String {
    guard width > 0, height > 0 else { return "" }
    let inside = title.isEmpty ? "/>" : "><title>\(title.xml)</title></rect>"
    return
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" rx=\"1.5\" class=\"\(kind)\"\(inside)\n"
  }

  /// A round number above the largest value, and the ticks to it.
  static func scale(_ largest: Int) -> (top: Int, ticks: [Int]) {
    var step = 1
    while largest > step * 4 { step = String(step).hasPrefix("2") ? step / 2 * 5 : step * 2 }
    let count = max(1, (largest + step - 1) / step)
    return (count * step, (0...count).map { $0 * step })
  }
}

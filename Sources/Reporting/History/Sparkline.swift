internal import Findings

/// A row of days as a line of text.
struct Sparkline {
  /// Whether the terminal shows block characters.
  let isUnicode: Bool

  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let signs = Array("_.-:=+*#")

  /// One character a column: a blank where nothing is known, a dot (a comma in ASCII) for no call.
  func text(_ days: DaySeries, width: Int) -> String {
    let signs = isUnicode ? Sparkline.blocks : Sparkline.signs
    return String(
      days.levels(width: width, top: signs.count).map { level in
        guard let level else { return " " }
        return level == 0 ? (isUnicode ? "·" : ",") : signs[min(level, signs.count) - 1]
      })
  }
}

internal import Bytes
internal import Findings

/// A drawing as shapes: paths that are stretched to the width of the page, and texts that are not.
///
/// Positions across are percent of the width, positions down are pixels, so that a drawing is legible on
/// a phone and on paper. Nothing needs an inline style, which the page's policy would not allow.
struct HTMLDrawing {
  var panels: [Panel] = []
  var legend: [(label: String, shade: String)] = []

  /// One strip of a drawing.
  struct Panel {
    /// Pixels.
    var height: Int
    /// Units of the width for paths.
    var columns: Int
    var paths: [(kind: String, d: String)] = []
    var texts: [Text] = []
    /// Texts in the margin to the left; nil where there is no margin.
    var gutter: [Text]?
  }

  /// A text whose anchor is at a place.
  struct Text {
    /// Percent of the width.
    var x: Int
    /// Pixels from above to the base line.
    var y: Int
    var anchor = "start"
    var kind = "axis"
    var text: String
  }

  /// Room above the largest value for a line of text, in pixels.
  private static let headroom = 18

  /// A plot with its axis.
  init(_ plot: Plot, _ times: ReportTimes) {
    for (index, panel) in plot.panels.enumerated() {
      panels.append(
        HTMLDrawing.panel(
          panel, height: plot.panels.count == 1 ? 120 : index == 0 ? 150 : 76,
          mark: index == 0 ? plot.mark : nil, on: plot.axis))
      legend += panel.columns.map { ($0.label, $0.shade.rawValue) }
    }
    if legend.count == 1 { legend = [] }
    panels.append(HTMLDrawing.ticks(plot.axis, times, hasGutter: false))
  }

  private static func panel(
    _ panel: Plot.Panel, height: Int, mark: (time: Instant, label: String)?, on axis: TimeAxis
  ) -> Panel {
    let slices = max(1, panel.columns.first?.values.count ?? panel.line.count)
    var stacked = [Int](repeating: 0, count: slices)
    for columns in panel.columns {
      for slice in columns.values.indices { stacked[slice] += columns.values[slice] }
    }
    let largest = max(stacked.max() ?? 0, panel.line.max() ?? 0)
    let scale = Double(height - headroom) / Double(max(1, largest, panel.quota ?? 0))
    func y(_ value: Int) -> Int { height - Int((Double(value) * scale).rounded()) }
    var result = Panel(height: height, columns: slices * 10)
    result.paths.append(("grid", quarters(width: result.columns, height: height)))
    if !panel.line.isEmpty {
      let steps = panel.line.enumerated().map { "L\(($0.offset + 1) * 10 ) \(y($0.element))" }
        .joined()
      result.paths.append(("area", "M0 \(height)\(steps)V\(height)z"))
      result.paths.append(("line", "M0 \(height)\(steps)"))
    }
    var base = [Int](repeating: 0, count: slices)
    for columns in panel.columns {
      var d = ""
      for (slice, value) in columns.values.enumerated() where value > 0 {
        let bottom = y(base[slice])
        base[slice] += value
        // Whatever is not nothing shows.
        let top = min(bottom - 1, y(base[slice]))
        d += "M\(slice * 10 + 1) \(top)h8V\(bottom)h-8z"
      }
      if !d.isEmpty { result.paths.append((columns.shade.rawValue, d)) }
    }
    result.texts.append(
      Text(x: 0, y: 11, text: panel.unit + ", at most " + Numbers.grouped(largest)))
    if let quota = panel.quota {
      result.paths.append(("quota", "M0 \(y(quota))H\(result.columns)"))
      result.texts.append(
        Text(
          x: 100, y: y(quota) - 4, anchor: "end", kind: "limit",
          text: "quota " + Numbers.grouped(quota)))
    }
    if let mark {
      let share = fraction(mark.time, on: axis)
      let x = Int((share * Double(result.columns)).rounded())
      result.paths.append(("mark", "M\(x) \(headroom)V\(height)"))
      let isLeft = share < 0.5
      result.texts.append(
        Text(
          x: Int((share * 100).rounded()) + (isLeft ? 1 : -1), y: height - 6,
          anchor: isLeft ? "start" : "end", kind: "limit", text: mark.label))
    }
    return result
  }

  /// Hours of days.
  init(_ map: HeatMap) {
    let (row, hours) = (18, 24)
    let largest = max(1, map.values.max() ?? 1)
    var panel = Panel(height: map.days.count * row, columns: hours * 10)
    var cells = [String](repeating: "", count: 6)
    var marks = ""
    for (index, value) in map.values.enumerated() {
      let (x, y) = (index % hours * 10, index / hours * row)
      // Five levels of what there is, and one of nothing.
      let level = (value * 5 + largest - 1) / largest
      cells[level] += "M\(x) \(y + 1)h9v16h-9z"
      if map.marked[index] { marks += "M\(x + 1) \(y + 10)h4v6h-4z" }
    }
    panel.paths = cells.enumerated().filter { !$0.element.isEmpty }.map {
      ("heat\($0.offset)", $0.element)
    }
    if !marks.isEmpty { panel.paths.append(("spot", marks)) }
    panel.gutter = map.days.enumerated().map { index, day in
      Text(x: 0, y: index * row + 13, text: String(Numbers.time(day).prefix(10)))
    }
    let clock = ["0 h", "6 h", "12 h", "18 h", "24 h"]
    panels = [panel, HTMLDrawing.ticks(clock.map { ($0, nil) }, hasGutter: true)]
    legend = [
      (map.unit + ", at most " + Numbers.grouped(largest) + " (strongest)", "usage"),
      (map.markLabel, "bad"),
    ]
  }

  /// Lines by rank.
  init(_ roster: Roster, _ times: ReportTimes) {
    let most = 200
    let within = roster.quota.map { $0 - roster.firstRank + 1 }
    // Room for the quota's line below sites that do not reach it.
    let lines = max(roster.rows.count, min(within ?? 0, most))
    let row = max(2, min(12, 300 / max(1, lines)))
    let top = HTMLDrawing.headroom
    var panel = Panel(height: top + lines * row + 4, columns: 1000)
    panel.paths.append(("grid", HTMLDrawing.quarters(width: 1000, height: panel.height)))
    var shapes = (within: "", over: "")
    for (index, site) in roster.rows.enumerated() {
      let from = Int(HTMLDrawing.fraction(site.first, on: roster.axis) * 994)
      let to = Int(HTMLDrawing.fraction(site.last, on: roster.axis) * 994)
      let height = max(1, row - max(1, row / 4))
      let shape = "M\(from) \(top + index * row)h\(to - from + 6)v\(height)h-\(to - from + 6)z"
      if site.isOver { shapes.over += shape } else { shapes.within += shape }
    }
    if !shapes.within.isEmpty { panel.paths.append(("usage", shapes.within)) }
    if !shapes.over.isEmpty { panel.paths.append(("bad", shapes.over)) }
    let ranks =
      Numbers.grouped(roster.firstRank) + " to "
      + Numbers.grouped(roster.firstRank + roster.rows.count - 1)
    panel.texts.append(HTMLDrawing.Text(x: 0, y: 11, text: roster.unit + " of rank " + ranks))
    if let quota = roster.quota, let within, (0...lines).contains(within) {
      let y = top + within * row
      panel.paths.append(("quota", "M0 \(y)H1000"))
      panel.texts.append(
        Text(
          x: 100, y: y - 4, anchor: "end", kind: "limit", text: "quota " + Numbers.grouped(quota)))
    }
    panels = [panel, HTMLDrawing.ticks(roster.axis, times, hasGutter: false)]
    legend = [("within the quota", "usage"), ("over the quota", "bad")]
  }

  /// Times at the quarters of an axis.
  private static func ticks(_ axis: TimeAxis, _ times: ReportTimes, hasGutter: Bool) -> Panel {
    let quarter = (axis.end.milliseconds - axis.start.milliseconds) / 4
    return ticks(
      (0...4).map { index in
        times.tick(
          Instant(milliseconds: axis.start.milliseconds + Int64(index) * quarter), on: axis)
      }, hasGutter: hasGutter)
  }

  /// Five labels, the second line below the first.
  private static func ticks(_ labels: [(utc: String, local: String?)], hasGutter: Bool) -> Panel {
    let isDouble = labels.contains { $0.local != nil }
    var panel = Panel(height: isDouble ? 32 : 18, columns: 4)
    for (index, label) in labels.enumerated() {
      let anchor = index == 0 ? "start" : index == 4 ? "end" : "middle"
      panel.texts.append(Text(x: index * 25, y: 13, anchor: anchor, text: label.utc))
      if let local = label.local {
        panel.texts.append(Text(x: index * 25, y: 27, anchor: anchor, text: local))
      }
    }
    if hasGutter { panel.gutter = [] }
    return panel
  }

  private static func quarters(width: Int, height: Int) -> String {
    (1...3).map { "M\(width * $0 / 4) 0V\(height)" }.joined() + "M0 \(height)H\(width)"
  }

  /// Where an instant lies on an axis, 0 to 1.
  private static func fraction(_ time: Instant, on axis: TimeAxis) -> Double {
    let length = Double(max(1, axis.end.milliseconds - axis.start.milliseconds))
    return min(1, max(0, Double(time.milliseconds - axis.start.milliseconds) / length))
  }
}

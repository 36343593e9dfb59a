internal import Bytes

/// A drawing of numbers, and a table that holds the same numbers; formats without drawings show the
/// table alone.
struct Figure {
  /// What is drawn, and of whom; may hold names.
  var caption: Cell
  /// One or two sentences that tell what is to be seen; ours, without log text.
  var summary: String
  /// What is drawn.
  var drawing: Drawing
  /// The drawing's numbers.
  var table: Table
  /// Whether formats without drawings show the whole table, which no other file has.
  var isListedWhole = false
}

/// What a figure draws.
enum Drawing {
  /// Numbers along the clock.
  case plot(Plot)
  /// A number for each hour of some days.
  case heat(HeatMap)
  /// Shares of a whole, a bar each.
  case bars(BarList)
  /// From when to when something was seen, a line each.
  case roster(Roster)
}

/// Colour of a part of a drawing; never the only sign of what it means.
enum Shade: String {
  case usage, bad, warn, good, soft, deep
}

/// From when to when a drawing reaches, left to right; `start` is before `end`.
struct TimeAxis {
  var start: Instant
  var end: Instant
}

/// Numbers of equal slices of time, in panels one above the other.
struct Plot {
  var axis: TimeAxis
  var panels: [Panel]
  /// An instant that is marked in the first panel, with our words for it.
  var mark: (time: Instant, label: String)?

  /// Numbers on one scale.
  struct Panel {
    /// What is counted, e.g. `calls in ten minutes`.
    var unit: String
    /// Columns, stacked from below; all of as many slices.
    var columns: [Columns] = []
    /// Height at the end of each slice, joined by a line; empty for none.
    var line: [Int] = []
    /// Drawn across, or nil.
    var quota: Int?
  }

  /// One number for each slice.
  struct Columns {
    /// What it counts.
    var label: String
    var shade: Shade
    var values: [Int]
  }
}

/// Hours of some days: a row of 24 cells each.
struct HeatMap {
  /// Starts of the days, by time.
  var days: [Instant]
  /// What is counted, e.g. `calls`.
  var unit: String
  /// 24 for each day.
  var values: [Int]
  /// Whether a cell is marked; as many.
  var marked: [Bool]
  /// What the mark means.
  var markLabel: String
}

/// Bars of parts.
struct BarList {
  /// What the parts are.
  var parts: [(label: String, shade: Shade)]
  var rows: [Row]

  /// One bar.
  struct Row {
    /// Whose it is; may hold names.
    var label: Cell
    /// A part each; their sum is at most `whole`.
    var values: [Int]
    /// What the whole bar stands for, at least 1.
    var whole: Int
    /// The numbers in words.
    var note: String
  }
}

/// Lines from a first to a last instant, by rank.
struct Roster {
  var axis: TimeAxis
  /// Rank of the first line, from 1.
  var firstRank: Int
  var rows: [(first: Instant, last: Instant, isOver: Bool)]
  /// The rank below which a line is drawn for the quota, or nil.
  var quota: Int?
  /// What is counted, e.g. `sites`.
  var unit: String
}

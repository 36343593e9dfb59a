internal import Bytes

/// A report for people before it is Markdown or HTML: what is said, in which order, not how it looks.
///
/// Both formats are rendered from one document, so that they say the same in the same words.
struct Document {
  /// What was audited, in a few words.
  var title: String
  /// Whether the numbers can be relied on: said before anything else.
  var banner: Banner
  /// The run in at most eight lines, behind what the banner says; none where it is short anyway.
  var summary: [Cell] = []
  /// The numbers that sum the run up.
  var facts: [Fact]
  /// Period, program and policy.
  var entries: [Entry]
  /// Everything else, the most important first.
  var sections: [Section]
  /// How times are shown.
  var times = ReportTimes(zone: nil)
  /// Whether it is to be one sheet of paper when it is printed.
  var isOnePage = false
}

/// How good or bad something is, for colour; never the only sign of it.
enum Tone: String {
  case bad, warn, good, plain
}

/// The first thing a reader sees.
struct Banner {
  /// Bad where the run is incomplete.
  var tone: Tone
  /// One sentence.
  var headline: String
  /// One paragraph about what that means.
  var explanation: String
  /// Why the run is incomplete; may quote names of inputs.
  var reasons: [String]
  /// What was left out of `reasons`, or nil.
  var rest: String?
}

/// One headline number.
struct Fact {
  /// What is counted.
  var label: String
  /// How many.
  var value: Int
  /// Plain unless the number is a problem.
  var tone = Tone.plain
}

/// A label with what it stands for.
struct Entry {
  /// Ours, without log text.
  var label: String
  /// What is said.
  var value: Cell
}

/// A chapter with an address.
struct Section {
  /// Fragment identifier, lower-case letters and hyphens.
  var id: String
  /// Heading.
  var title: String
  /// Paragraphs, tables and the like, in order.
  var blocks: [Block]
}

/// What a section is made of.
enum Block {
  /// A paragraph.
  case paragraph(Cell)
  /// A heading below the section's.
  case heading(String)
  /// A table, possibly cut.
  case table(Table)
  /// Findings, each with its message and numbers.
  case findings([FindingEntry])
  /// One subject with facts and small tables of its own.
  case detail(Detail)
  /// What a rule means and what to do about it, to be opened by those who want to know.
  case guide(Detail)
  /// Figures side by side where there is room.
  case figures([Figure])
}

/// Rows under headings.
struct Table {
  /// What the rows are and how many there are, those not shown included.
  var caption: String
  /// Headings; every row has as many cells. The first cell names its row.
  var columns: [Column]
  /// Rows that are shown.
  var rows: [[Cell]]
  /// How many rows are not shown and where they are, or nil.
  var rest: String?
}

/// Heading of a column.
struct Column {
  /// With its unit where there is one.
  var title: String
  /// Whether it holds numbers, which are set flush right.
  var isNumeric = false
  /// Whether it can be left out where there is little room, as in a ticket.
  var isSecondary = false

  /// A column of texts.
  static func text(_ title: String) -> Column { Column(title: title) }
  /// A column of numbers.
  static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }

  /// The column as one that can be left out.
  var secondary: Column { Column(title: title, isNumeric: isNumeric, isSecondary: true) }
}

/// What stands in one place of a table or sentence, set one after the other.
typealias Cell = [Piece]

/// The smallest part of a document.
enum Piece {
  /// Our own words.
  case words(String)
  /// A sentence that may quote log text.
  case prose(String)
  /// A name from a log, shown as one.
  case name(ByteString)
  /// A literal of ours, such as a directive or an address, shown whole.
  case code(String)
  /// An integer.
  case number(Int)
  /// A verdict or severity.
  case label(String, Tone)
  /// A point in time.
  case time(Instant)
  /// A window, half open.
  case span(Instant, Instant)
  /// How much of a limit is used: a bar where the format has bars, nothing elsewhere.
  case meter(used: Int, limit: Int, Tone)
}

/// A word or two beside a finding's severity.
struct Badge {
  /// Ours, without log text.
  var text: String
  /// As colour.
  var tone: Tone
}

/// A finding as it is shown.
struct FindingEntry {
  /// Severity in words.
  var severity: String
  /// Severity as colour.
  var tone: Tone
  /// The rule's name, e.g. `learn.calls`.
  var rule: String
  /// What became of it, and whether it is waived.
  var badges: [Badge] = []
  /// What is wrong; may quote names.
  var message: String
  /// How sure it is and why, what the vendor's document says, and what to do next.
  var words: [Entry]
  /// Subject, numbers, window and witness.
  var entries: [Entry]
}

/// One subject in depth.
struct Detail {
  /// Its name and verdict.
  var title: Cell
  /// Facts about it.
  var entries: [Entry]
  /// Lists about it, each possibly cut.
  var tables: [Table]
  /// Whether it is shown at once where the format can fold it.
  var isOpen = false
}

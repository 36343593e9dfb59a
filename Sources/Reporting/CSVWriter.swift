internal import Bytes

/// Writes rows of RFC 4180: cells apart by commas, rows ended by CR LF, UTF-8 without a mark.
///
/// Spreadsheets run what looks like a formula, quoted or not. Text that would begin one gets an
/// apostrophe in front; numbers are written by another call, so that they stay numbers.
struct CSVWriter {
  private var bytes: [UInt8] = []
  private var isFirst = true

  /// A writer of a table with these headings.
  init(_ columns: [String]) {
    for column in columns { text(column) }
    endRow()
  }

  /// Rows of a table whose headings are written already.
  init() {}

  /// The bytes written.
  consuming func finish() -> [UInt8] { bytes }

  /// Ends the row.
  mutating func endRow() {
    bytes += [0x0D, 0x0A]
    isFirst = true
  }

  /// A cell with an integer, or an empty one.
  mutating func number(_ value: Int?) {
    separate()
    if let value { bytes += String(value).utf8 }
  }

  /// A cell with `true` or `false`.
  mutating func flag(_ value: Bool) {
    separate()
    bytes += (value ? "true" : "false").utf8
  }

  /// A cell with a time as in report.json, or an empty one.
  mutating func time(_ value: Instant?) {
    separate()
    if let value { bytes += value.text.utf8 }
  }

  /// A cell with a name, or an empty one; bytes that are not UTF-8 are U+FFFD.
  mutating func name(_ value: ByteString?) { text(value?.text ?? "") }

  /// A cell with a text, whole: invisible characters are escapes, so it is one line.
  mutating func text(_ value: String) {
    separate()
    let cell = CSVWriter.defused(VisibleText.line(value, limit: .max))
    guard cell.utf8.contains(where: CSVWriter.needsQuotes) else {
      bytes += cell.utf8
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }

  /// Comma, quote, semicolon and blank; quotes around a blank keep it.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x22 || byte == 0x3B || byte == 0x20
  }

  /// The text with an apostrophe in front of what a spreadsheet could take for a formula.
  ///
  /// Also behind each semicolon: spreadsheets of many countries divide cells there, quotes or not.
  /// A dash alone is this program's word for a missing name, and no formula.
  static func defused(_ text: String) -> String {
    if text == "-" || !mayHoldFormula(text.utf8) { return text }
    var result = String.UnicodeScalarView()
    var couldStart = true
    var blanks = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if couldStart, scalar == " " || scalar == "\"" || scalar == "'" {
        blanks.append(scalar)
        continue
      }
      if couldStart, isFormulaStart(scalar) { result.append("'") }
      result.append(contentsOf: blanks)
      blanks.removeAll()
      result.append(scalar)
      couldStart = scalar == ";"
    }
    result.append(contentsOf: blanks)
    return String(result)
  }

  /// False for most texts, which are then not looked at scalar by scalar.
  private static func mayHoldFormula(_ text: String.UTF8View) -> Bool {
    guard let first = text.first else { return false }
    let isLetter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7A
    let isDigit = first >= 0x30 && first <= 0x39
    return !(isLetter || isDigit) || text.contains(0x3B)
  }

  /// What starts a formula, wide forms of Asian keyboards too; tab and CR are escapes by now.
  private static func isFormulaStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}

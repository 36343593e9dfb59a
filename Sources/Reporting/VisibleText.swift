internal import Findings

/// Makes text from logs fit for people: one line, nothing invisible, not too long.
///
/// Log text is written by whoever sends requests. Line breaks, terminal escapes and marks that turn
/// the direction of writing would let it pose as part of the report, so each is shown as an escape
/// such as `\n` or `\u{202E}`. Only `report.json` holds names unchanged.
enum VisibleText {
  /// Longest name that is shown whole, in Unicode scalars.
  static let nameLimit = 96
  /// Longest sentence that is shown whole, in Unicode scalars.
  static let sentenceLimit = 600

  /// The text on one line; where it is longer than `limit` scalars, its middle is left out and the
  /// number of scalars left out stands there.
  static func line(_ text: String, limit: Int) -> String {
    let utf8 = text.utf8
    if utf8.count <= limit, utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    let scalars = text.unicodeScalars
    let count = scalars.count
    guard count > limit else { return escaped(scalars) }
    // Two thirds at the start, where names differ in kind, one third at the end, where they differ.
    let tail = limit / 3
    return escaped(scalars.prefix(limit - tail))
      + "…[\(Numbers.grouped(count - limit)) more]…" + escaped(scalars.suffix(tail))
  }

  /// The scalars with the invisible ones escaped.
  private static func escaped<Scalars: Sequence>(_ scalars: Scalars) -> String
  where Scalars.Element == Unicode.Scalar {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      if isVisible(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// Whether a scalar shows as itself; of all blanks only U+0020 does.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate,
      .privateUse:
      return false
    default:
      // Fillers and variation selectors count as letters and marks, yet nothing is to be seen.
      return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// `\n`, `\r`, `\t` or `\u{...}`
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
}

/// Text as XML 1.0 can hold it.
enum XMLText {
  /// The text on one line of at most `limit` scalars, its markup escaped; usable in elements and
  /// quoted attributes.
  ///
  /// What is not to be seen is shown as an escape, and so are U+FFFE and U+FFFF, which XML forbids
  /// even as references (XML 1.0, production 2).
  static func line(_ text: String, limit: Int = VisibleText.sentenceLimit) -> String {
    var result = String.UnicodeScalarView()
    for scalar in VisibleText.line(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\u{FFFE}", "\u{FFFF}":
        result.append(contentsOf: VisibleText.escape(scalar).unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

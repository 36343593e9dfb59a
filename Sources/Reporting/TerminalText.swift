internal import Bytes

/// Text fitted to a terminal: to its columns, and without what would steer it.
public enum TerminalText {
  /// A message of one or more lines that may quote anything: what looks like an access token is masked,
  /// and every character that cannot be seen is an escape, but for line feeds.
  public static func message(_ text: String) -> String {
    SecretMask.masked(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.line(String($0), limit: .max) }.joined(separator: "\n")
  }

  /// Columns a scalar takes on a terminal: 0 for combining marks, 2 for East Asian wide and emoji
  /// blocks, else 1. An approximation of UAX 11: terminals do not agree on more.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Columns a text takes; O(n).
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// The text in lines of at most `width` columns, broken at blanks, or inside words that are longer
  /// than a line; at least one line.
  static func wrapped(_ text: String, width: Int) -> [String] {
    // Two columns hold any scalar, so that every line makes progress.
    let width = max(2, width)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let needed = columns(String(word))
      if used > 0, used + 1 + needed <= width {
        line += " " + word
        used += 1 + needed
        continue
      }
      if used > 0 { lines.append(line) }
      line = ""
      used = 0
      for scalar in word.unicodeScalars {
        let wanted = columns(scalar)
        if used + wanted > width {
          lines.append(line)
          line = ""
          used = 0
        }
        line.unicodeScalars.append(scalar)
        used += wanted
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }
}

/// Colours of a terminal, by ECMA-48 sequences.
enum TerminalStyle: String {
  case bold = "1"
  case red = "1;31"
  case yellow = "33"
  case green = "32"
  case dim = "2"

  /// The text in this style, or as it is without colour.
  func callAsFunction(_ text: String, color: Bool) -> String {
    color && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}

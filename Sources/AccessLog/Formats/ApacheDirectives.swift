/// What the directives of Apache's `LogFormat` stand for (mod_log_config, mod_logio, mod_ssl of 2.4).
enum ApacheDirectives {
  /// A directive, taken apart.
  struct Parsed {
    /// As written, e.g. `%!200>{Name}i`.
    var written: String
    /// The letter, or the two behind a `^`.
    var letter: String
    /// What stands in braces; nil where none do.
    var argument: String?
    /// `<` or `>`, whichever came last: the request as it came or as it was answered at last.
    var modifier: UInt8?
  }

  /// What a directive gives, nil where it is not known.
  static func capture(_ parsed: Parsed) -> FormatPiece.Capture? {
    let argument = parsed.argument ?? ""
    guard var capture = capture(parsed.letter, argument, name(argument)) else { return nil }
    capture.directive = parsed.written
    capture.rank += rank(parsed)
    return capture
  }

  /// The status of the last request of an internal redirect is the one the client saw; of anything else
  /// what the server writes unasked counts.
  private static func rank(_ parsed: Parsed) -> UInt8 {
    switch (parsed.letter, parsed.modifier) {
    case ("s", 0x3E?): 2
    case ("s", nil), (_, nil): 1
    default: 0
    }
  }

  private static func capture(
    _ letter: String, _ argument: String, _ word: String
  ) -> FormatPiece.Capture? {
    let hasArgument = !argument.isEmpty
    switch (letter, word) {
    case ("a", ""): return make(.client, 12)
    case ("a", "c"): return make(.client, 8)
    case ("h", ""): return make(.client, 16)
    case ("h", "c"): return make(.client, 4)
    case ("B", ""), ("b", ""): return make(.bytes, 12, .digits)
    case ("O", ""): return make(.bytes, 8, .digits)
    case ("D", ""), ("T", "us"): return make(.duration, 16, .digits, .microseconds)
    case ("T", "ms"): return make(.duration, 12, .digits, .milliseconds)
    case ("T", ""), ("T", "s"): return make(.duration, 8, .digits)
    case ("m", ""): return make(.method, 12)
    case ("U", ""): return make(.target, 4, .path)
    case ("q", ""): return make(.query, 12, .query)
    case ("r", ""): return make(.request, 12)
    case ("s", ""): return make(.status, 8, .fixed(3))
    case ("u", ""): return make(.user, 12)
    case ("v", ""): return make(.host, 16)
    case ("V", ""): return make(.host, 14)
    case ("i", _) where hasArgument, ("o", _) where hasArgument:
      var capture = make(HeaderFields.field(argument), letter == "o" ? 12 : 10)
      if word == "x-forwarded-for" { capture.shape = .list }
      return capture
    case ("n", _) where hasArgument, ("e", _) where hasArgument:
      return make(Field.canonical.first { $0.name == argument }, 8)
    case ("C", _), ("c", _), ("g", _), ("x", _), ("^ti", _), ("^to", _):
      return hasArgument ? make(nil) : nil
    case ("X", ""): return make(nil, 0, .fixed(1))
    case ("p", _) where ["", "canonical", "local", "remote"].contains(word),
      ("P", _) where ["", "pid", "tid"].contains(word), ("I", ""), ("S", ""), ("k", ""):
      return make(nil, 0, .digits)
    case ("P", "hextid"), ("A", ""), ("f", ""), ("H", ""), ("l", ""), ("L", ""), ("R", ""):
      return make(nil)
    default: return nil
    }
  }

  private static func make(
    _ field: Field?, _ rank: UInt8 = 0, _ shape: FormatPiece.Shape = .text,
    _ reading: Reading = .canonical
  ) -> FormatPiece.Capture {
    FormatPiece.Capture(directive: "", field: field, reading: reading, shape: shape, rank: rank)
  }

  private static func name(_ argument: String) -> String { argument.lowercased() }
}

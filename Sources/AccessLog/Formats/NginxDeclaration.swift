/// Reads nginx's `log_format`: the whole directive, its quoted text, or the bare text.
struct NginxDeclaration {
  private var tokens: NginxTokens
  private var escapes = FieldValue.Form.logEscapes

  /// Takes apart what stands in `bytes` from `start` on; columns count from the first byte.
  static func read(_ bytes: [UInt8], from start: Int) throws(FormatError) -> Declaration {
    var reader = NginxDeclaration(tokens: NginxTokens(bytes, from: start))
    var text = try reader.text()
    text.dropLineEnd()
    try text.check()
    var declaration = try NginxDeclaration.declaration(of: text)
    declaration.escapes = reader.escapes
    return declaration
  }

  private init(tokens: NginxTokens) { self.tokens = tokens }

  /// The text that the directive declares.
  private mutating func text() throws(FormatError) -> FormatText {
    tokens.skipBlanksAndComments()
    let begin = tokens
    guard let first = bareWord() else { return try quotedOrBare() }
    if first == "log_format" {
      guard case .word? = try tokens.next() else { throw .empty }
      _ = try takeEscape()
      return try pieces()
    }
    if NginxDeclaration.others.contains(first) { throw .otherDirective(first) }
    tokens = begin
    if try takeEscape() { tokens.skipBlanksAndComments() }
    return try quotedOrBare()
  }

  /// Directives that are about logs and declare no format.
  private static let others = [
    "access_log", "error_log", "open_log_file_cache", "log_not_found", "log_subrequest",
  ]

  /// The next word if it has no quotes.
  private mutating func bareWord() -> String? {
    let begin = tokens
    // An open quote is told where the text is read.
    let token = (try? tokens.next()) ?? nil
    if case .word(let text, nil, _, _)? = token { return text.string(0..<text.count) }
    tokens = begin
    return nil
  }

  /// Takes `escape=...` if it is next.
  private mutating func takeEscape() throws(FormatError) -> Bool {
    let begin = tokens
    guard let word = bareWord(), word.hasPrefix("escape=") else {
      tokens = begin
      return false
    }
    switch word.dropFirst(7) {
    case "default": escapes = .logEscapes
    case "json": escapes = .jsonEscapes
    case "none": escapes = .plain
    default:
      throw .malformed(
        text: word, column: begin.position + begin.firstColumn,
        expected: "escape=default, escape=json or escape=none")
    }
    return true
  }

  /// The words up to the `;` as one text; nothing may follow.
  private mutating func pieces() throws(FormatError) -> FormatText {
    var text = FormatText()
    var words = 0
    while let token = try tokens.next() {
      switch token {
      case .word(let word, _, _, _):
        text.append(word)
        words += 1
      case .mark(0x3B, let place):
        if try tokens.next() != nil {
          throw .malformed(
            text: ";", column: place + tokens.firstColumn,
            expected: "one log_format directive, with nothing behind its semicolon")
        }
      case .mark(let mark, let place):
        throw .malformed(
          text: String(UnicodeScalar(mark)), column: place + tokens.firstColumn,
          expected: "the format in quotes, '...'")
      }
    }
    if words == 0 { throw .empty }
    return text
  }

  /// The text of quoted pieces, if it is that, else the text as it stands.
  ///
  /// A bare text may begin with a quote of its own (`"$request" $status`), so it counts as quoted
  /// only if all of it is, and several texts in double quotes only if each is on a line of its own.
  private mutating func quotedOrBare() throws(FormatError) -> FormatText {
    let begin = tokens
    if try isQuoted() {
      tokens = begin
      return try pieces()
    }
    tokens = begin
    let text = tokens.rest()
    if text.count == 0 { throw .empty }
    return text
  }

  private mutating func isQuoted() throws(FormatError) -> Bool {
    var firstQuote: UInt8?
    var lastEnd = 0
    var count = 0
    var areOnLines = true
    while let token = try tokens.next() {
      switch token {
      case .mark(0x3B, _): return firstQuote != nil && (count == 1 || areOnLines)
      case .word(_, let quote?, let start, let end):
        firstQuote = firstQuote ?? quote
        if count > 0, firstQuote == 0x22 {
          areOnLines = areOnLines && tokens.bytes[lastEnd..<start].contains(0x0A)
        }
        lastEnd = end
        count += 1
      default: return false
      }
    }
    return firstQuote != nil && areOnLines
  }

  /// What the variables and the text between them stand for.
  private static func declaration(of text: FormatText) throws(FormatError) -> Declaration {
    var pieces = PieceList(language: .nginx)
    var index = 0
    while index < text.count {
      guard text[index] == 0x24 else {
        pieces.append(byte: text[index])
        index += 1
        continue
      }
      let start = index
      var end = index + 1
      let isBraced = end < text.count && text[end] == 0x7B
      if isBraced { end += 1 }
      let nameStart = end
      while end < text.count, isNameByte(text[end]) { end += 1 }
      let name = text.string(nameStart..<end)
      if isBraced {
        guard end < text.count, text[end] == 0x7D else {
          throw text.malformed(
            start, end - start + 1, expected: "a name in braces, such as ${status}")
        }
        end += 1
      }
      if name.isEmpty {
        throw text.malformed(start, 2, expected: "a variable such as $status")
      }
      pieces.append(variable: name, written: text.string(start..<end))
      index = end
    }
    return try pieces.declaration()
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F
  }
}

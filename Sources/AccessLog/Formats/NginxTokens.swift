/// Splits nginx configuration into its words, as `ngx_conf_read_token` does.
struct NginxTokens {
  /// A word or a mark.
  enum Token {
    /// A word without its quotes and escapes; `start..<end` is where it stands with them.
    case word(FormatText, quote: UInt8?, start: Int, end: Int)
    /// `;`, `{` or `}`, at this place.
    case mark(UInt8, Int)
  }

  /// All of the text.
  let bytes: [UInt8]
  /// Where the next token is looked for.
  private(set) var position: Int
  /// Added to places, to make columns of them.
  let firstColumn: Int

  /// Tokens of `bytes` from `position` on; the byte at 0 has `firstColumn`.
  init(_ bytes: [UInt8], from position: Int = 0, firstColumn: Int = 1) {
    self.bytes = bytes
    self.position = position
    self.firstColumn = firstColumn
  }

  /// The next token, nil at the end; throws `.openQuote`.
  mutating func next() throws(FormatError) -> Token? {
    skipBlanksAndComments()
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if first == 0x3B || first == 0x7B || first == 0x7D {
      position += 1
      return .mark(first, position - 1)
    }
    let start = position
    if first == 0x22 || first == 0x27 {
      position += 1
      let text = takeText { byte, _ in byte == first }
      guard position < bytes.count else { throw .openQuote(column: start + firstColumn) }
      position += 1
      return .word(text, quote: first, start: start, end: position)
    }
    let text = takeText { byte, previous in
      NginxTokens.isBlank(byte) || byte == 0x3B || (byte == 0x7B && previous != 0x24)
    }
    return .word(text, quote: nil, start: start, end: position)
  }

  /// The rest as one text, escapes undone, white space at its end dropped.
  mutating func rest() -> FormatText {
    var end = bytes.count
    while end > position, NginxTokens.isBlank(bytes[end - 1]) { end -= 1 }
    let limited = bytes[..<end]
    var tokens = NginxTokens(Array(limited), from: min(position, end), firstColumn: firstColumn)
    position = bytes.count
    return tokens.takeText { _, _ in false }
  }

  /// Skips white space, and comments from `#` to the end of the line.
  mutating func skipBlanksAndComments() {
    while position < bytes.count {
      if NginxTokens.isBlank(bytes[position]) {
        position += 1
      } else if bytes[position] == 0x23 {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else {
        return
      }
    }
  }

  /// White space of nginx's configuration.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Takes bytes up to the first for which `isEnd` (it and the one before it) holds, undoing escapes.
  private mutating func takeText(until isEnd: (UInt8, UInt8) -> Bool) -> FormatText {
    var text = FormatText()
    var previous: UInt8 = 0
    while position < bytes.count, !isEnd(bytes[position], previous) {
      let column = position + firstColumn
      previous = bytes[position]
      if previous == 0x5C, position + 1 < bytes.count,
        let byte = NginxTokens.unescaped(bytes[position + 1])
      {
        text.append(byte, column)
        position += 2
        previous = 0
      } else {
        text.append(previous, column)
        position += 1
      }
    }
    return text
  }

  /// What a backslash before `byte` makes of both; nil where it stays.
  private static func unescaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x22, 0x27, 0x5C: byte
    case 0x74: 0x09
    case 0x6E: 0x0A
    case 0x72: 0x0D
    default: nil
    }
  }
}

/// Finds the format in what a user pastes of Apache's configuration, and undoes its quoting
/// (`ap_getword_conf`).
struct ApacheText {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// The text of the format in `bytes` from `start` on.
  static func format(_ bytes: [UInt8], from start: Int) throws(FormatError) -> FormatText {
    var reader = ApacheText(bytes, from: start)
    reader.skipBlanks()
    let begin = reader.position
    let keyword = reader.bareWord()
    switch keyword.lowercased() {
    case "logformat": return try reader.argument()
    case "customlog", "transferlog", "errorlog", "errorlogformat", "globallog", "forensiclog":
      throw .otherDirective(keyword)
    default: reader.position = begin
    }
    return try reader.quotedOrBare()
  }

  /// A reader of `bytes` from `start` on.
  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
    var end = bytes.count
    while end > start, ApacheText.isBlank(bytes[end - 1]) { end -= 1 }
    self.end = end
  }

  /// The next word up to white space.
  mutating func bareWord() -> String {
    skipBlanks()
    let start = position
    while position < end, !ApacheText.isBlank(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The nickname behind a format, without quotes; empty where none stands there.
  mutating func nickname() throws(FormatError) -> String {
    let text = try quotedOrWord()
    return text.string(0..<text.count)
  }

  /// The format behind `LogFormat`; a nickname may follow, and nothing else.
  private mutating func argument() throws(FormatError) -> FormatText {
    let text = try quotedOrWord()
    if text.count == 0 { throw .empty }
    _ = try quotedOrWord()
    skipBlanks()
    if position < end {
      throw .malformed(
        text: String(decoding: bytes[position..<min(end, position + 12)], as: UTF8.self),
        column: position + 1,
        expected: "the format in quotes, \"...\", and at most one nickname behind it")
    }
    return text
  }

  /// A text in quotes, or one word; empty at the end.
  mutating func quotedOrWord() throws(FormatError) -> FormatText {
    skipBlanks()
    guard position < end else { return FormatText() }
    let quote = bytes[position]
    if quote == 0x22 || quote == 0x27 {
      let start = position
      position += 1
      let text = takeText(escaping: [quote]) { $0 == quote }
      guard position < end else { throw .openQuote(column: start + 1) }
      position += 1
      return text
    }
    return takeText(escaping: [], until: ApacheText.isBlank)
  }

  /// The text of a quoted format, if nothing but a nickname stands behind it, else the text as it
  /// stands, which may begin with a quote of its own (`"%r" %>s`).
  private mutating func quotedOrBare() throws(FormatError) -> FormatText {
    let begin = position
    if begin < end, bytes[begin] == 0x22 || bytes[begin] == 0x27 {
      let text = try quotedOrWord()
      let behind = bytes[position..<end]
      let isNickname =
        behind.first.map(ApacheText.isBlank) ?? true
        && behind.split(whereSeparator: ApacheText.isBlank).count <= 1
        && !behind.contains(0x25) && !behind.contains(0x22)
      if isNickname { return text }
      position = begin
    }
    let text = takeText(escaping: [0x22, 0x27]) { _ in false }
    if text.count == 0 { throw .empty }
    return text
  }

  /// Goes to the next byte that is no white space and continues no line.
  mutating func skipBlanks() {
    while position < end {
      if ApacheText.isBlank(bytes[position]) {
        position += 1
      } else if let next = continuation {
        position = next
      } else {
        return
      }
    }
  }

  /// Takes bytes up to the first for which `isEnd` holds, undoing escaped `quotes` and backslashes and
  /// joining continued lines.
  private mutating func takeText(
    escaping quotes: [UInt8], until isEnd: (UInt8) -> Bool
  ) -> FormatText {
    var text = FormatText()
    while position < end {
      if let next = continuation {
        position = next
        continue
      }
      let byte = bytes[position]
      if isEnd(byte) { break }
      let isEscape =
        byte == 0x5C && position + 1 < end
        && (bytes[position + 1] == 0x5C || quotes.contains(bytes[position + 1]))
      if isEscape { position += 1 }
      text.append(bytes[position], position + 1)
      position += 1
    }
    return text
  }

  /// Where the next line begins if a backslash continues this one here.
  private var continuation: Int? {
    guard bytes[position] == 0x5C, position + 1 < end else { return nil }
    if bytes[position + 1] == 0x0A { return position + 2 }
    let isReturn = bytes[position + 1] == 0x0D && position + 2 < end && bytes[position + 2] == 0x0A
    return isReturn ? position + 3 : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

internal import Bytes

/// Reads Apache's `LogFormat`: the whole directive, its quoted text, or the bare text.
struct ApacheDeclaration {
  private let text: FormatText
  private var pieces = PieceList(language: .apache)

  /// Takes apart what stands in `bytes` from `start` on; columns count from the first byte.
  static func read(_ bytes: [UInt8], from start: Int) throws(FormatError) -> Declaration {
    var text = try ApacheText.format(bytes, from: start)
    text.dropLineEnd()
    try text.check()
    var reader = ApacheDeclaration(text: text)
    try reader.readDirectives()
    return try reader.pieces.declaration()
  }

  private init(text: FormatText) { self.text = text }

  private mutating func readDirectives() throws(FormatError) {
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x25: index = try readDirective(index)
      case 0x5C where index + 1 < text.count:
        let escaped = ApacheDeclaration.unescaped(text[index + 1])
        pieces.append(byte: escaped ?? 0x5C)
        index += escaped == nil ? 1 : 2
      default:
        pieces.append(byte: text[index])
        index += 1
      }
    }
  }

  /// What mod_log_config makes of a backslash and `byte`; nil where the backslash stays.
  private static func unescaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x5C: 0x5C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: nil
    }
  }

  /// Takes the directive at `start`; where it ends.
  private mutating func readDirective(_ start: Int) throws(FormatError) -> Int {
    var index = start + 1
    var argument: Range<Int>?
    var modifier: UInt8?
    var isConditional = false
    modifiers: while index < text.count {
      switch text[index] {
      case 0x3C, 0x3E: modifier = text[index]
      case 0x21, 0x2C, 0x30...0x39: isConditional = true
      case 0x7B:
        guard let end = closingBrace(from: index + 1) else {
          throw text.malformed(
            start, text.count - start, expected: "a } and a letter, as in %{Referer}i")
        }
        argument = (index + 1)..<end
        index = end
      default: break modifiers
      }
      index += 1
    }
    var end = index + 1
    if index < text.count, text[index] == 0x5E { end = index + 3 }
    guard end <= text.count, text[index] == 0x25 || Ascii.isLetter(text[end - 1]),
      text[index] != 0x5E || Ascii.isLetter(text[index + 1])
    else {
      throw text.malformed(
        start, index - start + 1, expected: "a letter behind it, such as %h or %>s")
    }
    let letter = text.string(index..<end)
    if letter == "%" {
      pieces.append(byte: 0x25)
    } else if letter == "t" {
      try readTime(start, argument, end, isConditional: isConditional)
    } else {
      add(
        ApacheDirectives.Parsed(
          written: text.string(start..<end), letter: letter,
          argument: argument.map { text.string($0) }, modifier: modifier))
    }
    return end
  }

  private func closingBrace(from start: Int) -> Int? {
    text.bytes[start...].firstIndex(of: 0x7D)
  }

  private mutating func add(_ parsed: ApacheDirectives.Parsed) {
    if let capture = ApacheDirectives.capture(parsed) {
      pieces.append(capture)
    } else {
      pieces.notice(unknown: parsed.written)
      pieces.append(FormatPiece.Capture(directive: parsed.written, field: nil))
    }
  }

  /// Takes `%t` or `%{...}t`: an access-log time in brackets, a word such as `msec`, or a format of
  /// `strftime`, with `begin:` or `end:` before it.
  private mutating func readTime(
    _ start: Int, _ argument: Range<Int>?, _ end: Int, isConditional: Bool
  ) throws(FormatError) {
    let written = text.string(start..<end)
    var range = argument ?? start..<start
    var time = TimeDirective(pieces: [])
    time.isConditional = isConditional
    time.directive = written
    for (prefix, isEnd) in [("begin", false), ("end", true)]
    where text.bytes[range].starts(with: prefix.utf8) {
      let colon = range.lowerBound + prefix.utf8.count
      guard colon == range.upperBound || text[colon] == 0x3A else { continue }
      range = min(colon + 1, range.upperBound)..<range.upperBound
      time.isEnd = isEnd
    }
    time.format = text.string(range)
    if range.isEmpty {
      let capture = FormatPiece.capture(FormatPiece.Capture(directive: written, field: .time))
      time.isText = true
      time.pieces = [.literal([0x5B]), capture, .literal([0x5D])]
      time.textParts =
        [.literal([0x5B])] + StrftimePieces.accessTime(written) + [.literal([0x5D])]
    } else if let word = ApacheDeclaration.words[time.format] {
      time.pieces = [.part(word.part, word.shape, directive: written)]
    } else {
      let parts = try StrftimePieces(
        text.part(range), prefix: text.string(start..<range.lowerBound),
        suffix: text.string(range.upperBound..<end))
      for directive in parts.unknown { pieces.notice(unknown: directive) }
      time.pieces = parts.pieces
    }
    pieces.append(time)
  }

  /// Words that stand in place of a format of `strftime`.
  private static let words: [String: (part: TimePart, shape: FormatPiece.PartShape)] = [
    "sec": (.epoch, .digits(1, 18)), "msec": (.epochMilliseconds, .digits(1, 18)),
    "usec": (.epochMicroseconds, .digits(1, 18)), "msec_frac": (.millisecond, .digits(3, 3)),
    "usec_frac": (.microsecond, .digits(6, 6)),
  ]
}

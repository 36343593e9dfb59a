internal import Bytes

/// Finds what a line itself calls a secret: by its name, by an authorization scheme, or by its place in a
/// URI.
enum Credentials {
  /// What names of secrets end with, in lower case.
  private static let names = [
    "token", "secret", "password", "passwd", "authorization", "api_key", "api-key", "apikey",
    "signature", "assertion", "credential", "cookie", "jwt", "session", "sessionid", "sessid",
    "sid",
    "pwd", "pass", "access_key", "accesskey", "sig",
  ].map { Array($0.utf8) }
  /// Names whose value may be of several words: the value of a header.
  private static let headers = ["authorization", "cookie"].map { Array($0.utf8) }
  /// Authorization schemes whose secret is one word.
  private static let schemes = ["bearer", "basic"].map { Array($0.utf8) }
  /// Schemes whose secret is all that follows.
  private static let longSchemes = ["digest", "negotiate", "ntlm"].map { Array($0.utf8) }
  private static let separator = Array("://".utf8)

  /// Where secrets stand in a text.
  static func ranges(in text: [UInt8]) -> [Range<Int>] {
    let folded = text.map(Ascii.lowercased)
    return folded.indices.compactMap { start in
      switch folded[start] {
      case 0x3A: userinfo(folded, start)
      case 0x61...0x7A: named(folded, start) ?? schemed(folded, start)
      default: nil
      }
    }
  }

  /// The value of a name that ends with one of ours: `token=v`, `"token":"v"`, `token[x]=v`,
  /// `user[token]=v`, `Authorization: v w`, `"authorization":["v"]`.
  private static func named(_ text: [UInt8], _ start: Int) -> Range<Int>? {
    for name in names where starts(text, start, name) {
      if let range = value(of: name, text, start + name.count) { return range }
    }
    return nil
  }

  /// What is assigned to `name`, which ends at `end`.
  private static func value(of name: [UInt8], _ text: [UInt8], _ end: Int) -> Range<Int>? {
    var position = end
    skipIndex(text, &position)
    if position < text.count, isQuote(text[position]) { position += 1 }
    skipBlanks(text, &position)
    guard position < text.count, text[position] == 0x3D || text[position] == 0x3A else {
      return nil
    }
    position += 1
    skipBlanks(text, &position)
    let isList = position < text.count && text[position] == 0x5B
    if isList { position += 1 }
    skipBlanks(text, &position)
    if position < text.count, isQuote(text[position]) {
      return isList ? list(text, position) : value(text, position + 1, quote: text[position])
    }
    let word = value(text, position, quote: nil)
    guard let word, headers.contains(name) else { return word }
    return word.lowerBound..<headerEnd(text, position, isEnd: isQuote)
  }

  /// The texts of a list, the first of which begins with the quote at `start`, and what is between them.
  private static func list(_ text: [UInt8], _ start: Int) -> Range<Int>? {
    var end = start
    var position = start
    var isEmpty = true
    while position < text.count, isQuote(text[position]) {
      end = quotedEnd(text, position)
      isEmpty = isEmpty && [[], [0x2D]].contains(text[(position + 1)..<end])
      position = end + 1
      skipBlanks(text, &position)
      guard position < text.count, text[position] == 0x2C else { break }
      position += 1
      skipBlanks(text, &position)
    }
    return isEmpty ? nil : start + 1..<end
  }

  /// Where a header's value that begins at `start` ends: at a quote that is around all of it, which is one
  /// that `isEnd` knows and that does not belong to a parameter such as `response="..."`.
  private static func headerEnd(
    _ text: [UInt8], _ start: Int, isEnd: (UInt8) -> Bool
  ) -> Int {
    var position = start
    while position < text.count {
      if text[position] == 0x5C {
        position += 2
      } else if !isEnd(text[position]) {
        position += 1
      } else if let end = parameterEnd(text, position) {
        position = end
      } else {
        return position
      }
    }
    return text.count
  }

  /// Where a parameter's value ends, quotes and all, that the quote at `start` opens; nil if it closes
  /// something: what opens stands behind `=`, and its other end before `,`, `;`, a blank, a quote or nothing.
  private static func parameterEnd(_ text: [UInt8], _ start: Int) -> Int? {
    guard start > 0, text[start - 1] == 0x3D else { return nil }
    let close = quotedEnd(text, start)
    guard close < text.count else { return nil }
    guard close + 1 < text.count else { return text.count }
    let next = text[close + 1]
    return [0x2C, 0x3B].contains(next) || isBlank(next) || isQuote(next) ? close + 1 : nil
  }

  /// Position of the quote that closes the one at `start`, the text's end where none does.
  private static func quotedEnd(_ text: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] != text[start] { end += text[end] == 0x5C ? 2 : 1 }
    return min(end, text.count)
  }

  /// Skips one `[x]` behind a name, or the `]` of a name that is itself an index; plain or as `%5b` and
  /// `%5d`, since a value's end is seen only where its own escapes are left alone.
  private static func skipIndex(_ text: [UInt8], _ position: inout Int) {
    var end = position
    if let open = bracket(text, position, plain: 0x5B, escaped: escapedOpen) {
      end = open
      while end < text.count, bracket(text, end, plain: 0x5D, escaped: escapedClose) == nil {
        if isBlank(text[end]) || [0x26, 0x3D].contains(text[end]) { return }
        end += 1
      }
    }
    position = bracket(text, end, plain: 0x5D, escaped: escapedClose) ?? position
  }

  private static let escapedOpen = Array("%5b".utf8)
  private static let escapedClose = Array("%5d".utf8)

  /// Where the bracket at `position` ends, nil if none stands there.
  private static func bracket(
    _ text: [UInt8], _ position: Int, plain: UInt8, escaped: [UInt8]
  ) -> Int? {
    guard position < text.count else { return nil }
    if text[position] == plain { return position + 1 }
    return starts(text, position, escaped) ? position + escaped.count : nil
  }

  private static func schemed(_ text: [UInt8], _ start: Int) -> Range<Int>? {
    if start > 0, Ascii.isLetter(text[start - 1]) { return nil }
    let isLong = longSchemes.contains { starts(text, start, $0) }
    guard let scheme = (isLong ? longSchemes : schemes).first(where: { starts(text, start, $0) })
    else { return nil }
    var position = start + scheme.count
    let schemeEnd = position
    while position < text.count, text[position] == 0x20 || text[position] == 0x2B { position += 1 }
    guard position > schemeEnd else { return nil }
    guard isLong else { return value(text, position, quote: nil) }
    let end = headerEnd(text, position) { $0 == 0x22 }
    return end == position ? nil : position..<end
  }

  /// What stands before `@` in the authority of a URI.
  private static func userinfo(_ text: [UInt8], _ start: Int) -> Range<Int>? {
    guard starts(text, start, separator) else { return nil }
    let first = start + separator.count
    let end =
      text[first...].firstIndex { isBlank($0) || isQuote($0) || [0x2F, 0x3F, 0x23].contains($0) }
      ?? text.count
    guard let at = text[first..<end].lastIndex(of: 0x40), at > first else { return nil }
    return first..<at
  }

  /// The value that begins at `start`: up to its quote, which a backslash escapes, else up to where a word
  /// or a parameter ends. Nil where it stands for nothing.
  private static func value(_ text: [UInt8], _ start: Int, quote: UInt8?) -> Range<Int>? {
    var end = start
    while end < text.count {
      let byte = text[end]
      if let quote {
        if byte == quote { break }
        if byte == 0x5C { end += 1 }
      } else if isBlank(byte) || isQuote(byte) || [0x26, 0x23, 0x7D].contains(byte) {
        break
      }
      end += 1
    }
    end = min(end, text.count)
    return end == start || text[start..<end] == [0x2D] ? nil : start..<end
  }

  private static func starts(_ text: [UInt8], _ start: Int, _ word: [UInt8]) -> Bool {
    text.count - start >= word.count && text[start] == word[0]
      && text[start..<start + word.count].elementsEqual(word)
  }

  private static func skipBlanks(_ text: [UInt8], _ position: inout Int) {
    while position < text.count, isBlank(text[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x60
  }
}

internal import Bytes

/// Hides secrets in lines of logs, so that the lines can be shown.
///
/// A report shows names, a line has all that a server wrote: the token, the token again in a query or a
/// referer, another request's token, a password in a URI. Everything that looks like a secret goes, plain
/// or behind escapes; what stands there then is `***`.
public enum LineMask {
  /// Bytes of a line that are shown at most.
  public static let mostBytes = 2048
  private static let hidden = Array("***".utf8)

  /// The line without its own token and without what its names call a secret, and not much longer than
  /// can be shown: `masked(_:by:)` is for all other tokens, which are known only at the end.
  public static func masked(_ line: [UInt8], token: [UInt8]?) -> [UInt8] {
    var needles: [[UInt8]] = []
    if let token {
      needles = [token, EscapedText(token).decoded().bytes].filter { !$0.isEmpty }
        .map { $0.map(Ascii.lowercased) }
    }
    var isHidden = [Bool](repeating: false, count: line.count)
    for text in EscapedText(line).layers() {
      var ranges = Credentials.ranges(in: text.bytes)
      for needle in Set(needles) { ranges += occurrences(of: needle, in: text.bytes) }
      for range in ranges { for index in text.place(of: range) { isHidden[index] = true } }
    }
    return Array(replaced(line, isHidden).prefix(mostBytes + TokenFilter.longest))
  }

  /// The line, which the other function gave, without any token of `filter`, cut to `mostBytes`; and
  /// whether it was cut.
  public static func masked(
    _ line: [UInt8], by filter: TokenFilter
  ) -> (text: [UInt8], isCut: Bool) {
    var isHidden = [Bool](repeating: false, count: line.count)
    for text in EscapedText(line).layers() {
      for range in filter.ranges(in: text.bytes) {
        for index in text.place(of: range) { isHidden[index] = true }
      }
    }
    // A token so long that it is not looked for may stand in any long word.
    if filter.hasLonger { hideLongWords(line, &isHidden) }
    // Cut where the line is cut, not where its text is: behind that a token may not be whole.
    let shown = min(line.count, mostBytes)
    let text = replaced(Array(line[..<shown]), Array(isHidden[..<shown]))
    let masked = SecretMask.masked(String(decoding: text, as: UTF8.self))
    return (Array(masked.utf8), line.count > mostBytes)
  }

  /// The line with `***` for every run of hidden bytes.
  private static func replaced(_ line: [UInt8], _ isHidden: [Bool]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in line.enumerated() {
      if !isHidden[index] {
        result.append(byte)
      } else if index == 0 || !isHidden[index - 1] {
        result += hidden
      }
    }
    return result
  }

  /// Where a token stands in a text, whatever the case of its letters. A short one counts only as a whole
  /// word: it may be a part of any other.
  private static func occurrences(of needle: [UInt8], in text: [UInt8]) -> [Range<Int>] {
    guard text.count >= needle.count else { return [] }
    return (0...(text.count - needle.count)).compactMap { start in
      for index in needle.indices where Ascii.lowercased(text[start + index]) != needle[index] {
        return nil
      }
      let range = start..<start + needle.count
      return needle.count >= TokenFilter.shortest || isWord(range, text) ? range : nil
    }
  }

  private static func isWord(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    let isOpen = range.lowerBound == 0 || !isWordByte(text[range.lowerBound - 1])
    return isOpen && (range.upperBound == text.count || !isWordByte(text[range.upperBound]))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte)
  }

  /// Hides every run without blank that is longer than a token that is looked for, and the last one if it
  /// may go on behind the line's end.
  private static func hideLongWords(_ line: [UInt8], _ isHidden: inout [Bool]) {
    for word in line.split(separator: 0x20) {
      let mayGoOn = word.endIndex >= mostBytes + TokenFilter.longest
      guard word.count > TokenFilter.longest || mayGoOn else { continue }
      for index in word.indices { isHidden[index] = true }
    }
  }
}

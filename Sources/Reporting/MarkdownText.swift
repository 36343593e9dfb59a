/// Makes text inert in Markdown: GitHub's dialect with tables, autolinks, mentions and references.
///
/// Backslashes do not suffice: GitHub links `@name`, `#1`, `www.` addresses and mail addresses after
/// the escapes are gone. Inside a code span none of that happens, nor does HTML, so names and every
/// word that is not plain prose are set as code.
enum MarkdownText {
  /// A code span that shows exactly `text`, which is one line; usable in a table cell.
  ///
  /// The fence is one backtick longer than the longest run inside (CommonMark 6.1). A pipe is escaped
  /// because tables are split into cells before spans are seen (GFM 4.10), also outside of tables,
  /// where it would show the backslash: so spans outside of tables pass `inTable: false`.
  static func code(_ text: String, inTable: Bool) -> String {
    // An empty code span does not exist; two backticks would open a longer one.
    if text.isEmpty { return "(empty)" }
    var run = 0
    var longest = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One blank on each side is taken off again unless the content is all blanks.
    let (first, last) = (text.utf8.first, text.utf8.last)
    let needsPadding = first == 0x60 || last == 0x60 || (first == 0x20 && last == 0x20)
    let padding = needsPadding && !text.utf8.allSatisfy({ $0 == 0x20 }) ? " " : ""
    return fence + padding + (inTable ? escapingPipes(text) : text) + padding + fence
  }

  /// A sentence that may quote log text: plain words stay, runs of anything else become code spans.
  static func prose(_ text: String, inTable: Bool) -> String {
    var parts: [String] = []
    var run: [Substring] = []
    func endRun() {
      guard !run.isEmpty else { return }
      let code = run.joined(separator: " ")
      // The sentence's own punctuation stays outside, so that names show as they are.
      let isPunctuated = run.joined().utf8.count > 1 && code.utf8.last.map(isPunctuation) == true
      let name = isPunctuated ? String(code.unicodeScalars.dropLast()) : code
      let punctuation = isPunctuated ? code.unicodeScalars.suffix(1).map(String.init).joined() : ""
      parts.append(self.code(name, inTable: inTable) + punctuation)
      run = []
    }
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      // Two blanks in a row make an empty word, which belongs to the run around it if there is one.
      let isFirst = run.isEmpty && parts.allSatisfy(\.isEmpty)
      if isPlain(word, isFirst: isFirst) || (word.isEmpty && run.isEmpty) {
        endRun()
        parts.append(String(word))
      } else {
        run.append(word)
      }
    }
    endRun()
    return parts.joined(separator: " ")
  }

  /// Escapes by scalars: a pipe with a combining mark is another character, but still a pipe.
  private static func escapingPipes(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "|" { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool { ",.;:".utf8.contains(byte) }

  /// Whether a word is letters with inner hyphens or apostrophes, or a number, with punctuation of
  /// prose around it: nothing that any Markdown dialect gives a meaning.
  private static func isPlain(_ word: Substring, isFirst: Bool) -> Bool {
    var core = Array(word.utf8)
    if core.first == 0x28 { core.removeFirst() }  // (
    while let last = core.last, ",.;:)".utf8.contains(last) { core.removeLast() }
    guard let first = core.first, let last = core.last else { return false }
    if isDigit(first) {
      // `10,000`, but neither `1.` at a line's start nor the hexadecimal name of a commit.
      return core.allSatisfy { isDigit($0) || $0 == 0x2C } && isDigit(last)
        && !(isFirst && (word.hasSuffix(".") || word.hasSuffix(")")))
    }
    guard isLetter(first), isLetter(last) else { return false }
    return core.allSatisfy { isLetter($0) || $0 == 0x2D || $0 == 0x27 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
  }
}

extension TerminalText {
  /// The text behind `lead`, further lines indented by as many columns, each ended by a line feed.
  static func paragraph(_ text: String, lead: String = "", width: Int) -> String {
    let indentation = String(repeating: " ", count: columns(lead))
    return wrapped(text, width: max(20, width - columns(lead))).enumerated()
      .map { ($0.offset == 0 ? lead : indentation) + $0.element + "\n" }.joined()
  }

  /// Blanks behind a text up to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }
}

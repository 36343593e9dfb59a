/// Why a declared format is no format.
public enum FormatError: Error, Sendable, Equatable {
  /// A format that no name or prefix makes known.
  case unknownFormat(String)
  /// Nothing stands in the directive.
  case empty
  /// A directive begins at `column` (from 1) and is none: `text` is what stands there, `expected` what
  /// should.
  case malformed(text: String, column: Int, expected: String)
  /// The quote that opens at `column` is never closed.
  case openQuote(column: Int)
  /// Two values stand side by side, and nothing says where the first ends.
  case noSeparator(first: String, second: String)
  /// No directive tells when the request was.
  case noTime(language: String)
  /// No directive tells the status of the answer.
  case noStatus(language: String)
  /// The directive that was given names or places a log and does not say how its lines look.
  case otherDirective(String)
  /// The configuration declares no format.
  case noFormats(file: String, language: String)
  /// The configuration declares several formats and none was named, or none by this name.
  case chooseFormat(file: String, wanted: String?, known: [String])
}

internal import Bytes

extension FormatError {
  /// What is wrong, in the user's own words, and how to mend it.
  public var sentence: String {
    switch self {
    case .unknownFormat(let name):
      return "no format is called \(FormatError.quoted(name)); "
        + FormatError.hint(
          name, LogFormat.allCases.map(\.name) + ["nginx:<log_format>", "apache:<LogFormat>"])
    case .empty:
      return "the directive holds no format; write what stands between its quotes, such as "
        + "nginx:$remote_addr [$time_iso8601] \"$request\" $status"
    case .malformed(let text, let column, let expected):
      return "\(FormatError.quoted(text)) at column \(column) is no part of a format; "
        + "expected \(expected)"
    case .openQuote(let column):
      return
        "the quote at column \(column) is never closed; the text may have been cut, or a quote "
        + "inside it needs a backslash before it"
    case .noSeparator(let first, let second):
      return
        "\(FormatError.quoted(first)) and \(FormatError.quoted(second)) stand side by side, so "
        + "that nothing tells where the first ends; put a blank or a quote between them, in the "
        + "server's configuration too"
    case .noTime(let language):
      return "the format does not log when a request was; add "
        + (language == "apache" ? "%t" : "[$time_iso8601] or [$time_local]")
    case .noStatus(let language):
      return "the format does not log the status of the answer; add "
        + (language == "apache" ? "%>s" : "$status")
    case .otherDirective(let name):
      let wanted = FormatError.formatDirective(besides: name)
      return "\(FormatError.quoted(name)) says where a log is written, not how its lines look; "
        + "give the \(wanted) directive that it names"
    case .noFormats(let file, let directive):
      return "\(FormatError.quoted(file)) holds no \(directive) directive; formats may stand in a "
        + "file that it includes"
    case .chooseFormat(let file, let wanted, let known):
      return FormatError.choice(file, wanted, known)
    }
  }

  /// The directive that declares what `directive` only names.
  private static func formatDirective(besides directive: String) -> String {
    directive.contains("_") ? "log_format" : "LogFormat"
  }

  private static func choice(_ file: String, _ wanted: String?, _ known: [String]) -> String {
    let listed = known.map { $0.isEmpty ? "one without a name" : quoted($0) }
    guard let wanted else {
      return "\(quoted(file)) declares \(known.count) formats: \(listed.joined(separator: ", ")); "
        + "name one as \(quoted(file + ":" + (known.first { !$0.isEmpty } ?? "")))"
    }
    return "\(quoted(file)) declares no format \(quoted(wanted)); " + hint(wanted, known)
  }

  /// What the user may have meant, or could have written.
  private static func hint(_ name: String, _ known: [String]) -> String {
    if let nearest = NearestName.of(name, in: known) { return "did you mean \(quoted(nearest))?" }
    let listed = known.map { $0.isEmpty ? "one without a name" : quoted($0) }
    return "known are " + listed.joined(separator: ", ")
  }

  /// `text` in backquotes, cut where it is long.
  private static func quoted(_ text: String) -> String {
    text.count > 60 ? "`\(text.prefix(60))...`" : "`\(text)`"
  }
}

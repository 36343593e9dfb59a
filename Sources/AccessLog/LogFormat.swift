/// The syntax of a file's lines (SPEC section 2, "Formats").
///
/// The cases stand in the order in which `auto` prefers them when formats tie.
public enum LogFormat: String, CaseIterable, Sendable {
  /// One object per line; see `JSONReader`.
  case json
  /// The access line of Apache and nginx with an optional tail; see `ExtendedLine`.
  case extended

  /// The format a user names, or nil; `common` and `combined` are read as `extended`.
  public static func named(_ name: String) -> LogFormat? {
    name == "common" || name == "combined" ? .extended : LogFormat(rawValue: name)
  }
}

/// Which instant a log writes as the time of a request (SPEC section 4.5, `timestamp`).
public enum TimestampMeaning: String, CaseIterable, Sendable {
  /// When the request came, as Apache's `%t`.
  case arrival
  /// When the answer was out, as nginx's `$time_local`; the duration is taken off.
  case completion
}

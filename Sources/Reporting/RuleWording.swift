/// The nouns of a rule: what its findings are called and what their numbers count (SPEC section 6).
struct RuleWording: Sendable {
  /// The rule as a heading.
  var title: String
  /// Noun for `measured`.
  var measured: String
  /// Noun for `limit`.
  var limit: String
  /// Noun for `occurrences`.
  var occurrences: String
  /// How sure a finding is, in a few words; rate rules say it by their alignments instead.
  var basis: String

  /// The nouns of a rule.
  init(
    _ title: String, _ measured: String, _ limit: String, _ occurrences: String, _ basis: String
  ) {
    self.title = title
    self.measured = measured
    self.limit = limit
    self.occurrences = occurrences
    self.basis = basis
  }

  /// The nouns for a rule; a rule unknown here is called by its name.
  init(_ rule: String) {
    self =
      RuleGuide.of(rule)?.wording
      ?? RuleWording(rule, "measured", "limit", "occurrences", "")
  }

  /// Read off a status that the limiter sent.
  static let byStatus = "logged: the limiter’s own answer"
  /// Read off a header that the limiter sent.
  static let byHeader = "logged: the limiter’s own header"
  /// Neither said nor inferred, but counted.
  static let counted = "counted from the log"
}

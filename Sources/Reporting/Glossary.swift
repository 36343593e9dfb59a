/// The words of verdicts, severities and lenses: what the report's last section and
/// `quota-audit explain` say of them.
struct Glossary {
  /// The word in report.json, options and policies.
  var word: String
  /// What people read instead in HTML and Markdown.
  var label: String
  /// One sentence or two.
  var meaning: String

  /// All of them, in the order in which a report explains them.
  static let all = [
    Glossary(
      word: "violation", label: "Violation",
      meaning: "A documented limit was broken, or the vendor's limiter acted on the usage."),
    Glossary(
      word: "warning", label: "Warning",
      meaning: "A limit may have been broken, is close, or is only recommended by the vendor."),
    Glossary(
      word: "notice", label: "Notice",
      meaning: "Something to know that breaks no limit by itself."),
    Glossary(
      word: "proven", label: "Over quota, proven",
      meaning: "The limiter's own windows show it, or every way to lay them."),
    Glossary(
      word: "aligned", label: "Over quota, aligned",
      meaning: "Over in the windows judged; laid otherwise they may not be."),
    Glossary(
      word: "possible", label: "Possibly over",
      meaning: "Not over in the windows judged, but over if laid otherwise."),
    Glossary(
      word: "near", label: "Near quota",
      meaning: "Not over however laid; the peak reaches the policy's warning share."),
    Glossary(
      word: "clear", label: "Clear",
      meaning: "Not over however laid, and below the policy's warning share."),
    Glossary(
      word: "checked", label: "Checked",
      meaning: "The logs show all usage under the limit, as far as they go."),
    Glossary(
      word: "lower-bound", label: "Lower bound",
      meaning: "The logs show part of the usage: no finding does not mean that the limit was kept."),
    Glossary(
      word: "not-observable", label: "Not observable",
      meaning: "The logs show nothing of it: nothing is known, good or bad."),
    Glossary(
      word: "nothing-to-check", label: "Nothing to check",
      meaning: "The logs hold no request of the service, so the limit was neither kept nor broken."),
    Glossary(
      word: "worst", label: "The worst",
      meaning:
        "The gravest verdict, and of equal verdicts the largest multiple of the limit, however sure: "
        + "the order of findings of a rule, and of every table, figure and summary with the worst first."
    ),
    Glossary(
      word: "utc", label: "UTC clock",
      meaning: "Windows start at whole days, minutes or seconds of UTC."),
    Glossary(
      word: "header", label: "Reset headers",
      meaning: "Windows end where the vendor's reset headers say."),
    Glossary(
      word: "anchored", label: "From the first request",
      meaning: "A window opens at a request and lasts 24 hours; then the next."),
    Glossary(
      word: "rolling", label: "Rolling",
      meaning: "The busiest stretch of a window's length, wherever it starts."),
  ]

  /// The entry of a word, or nil.
  static func of(_ word: String) -> Glossary? { all.first { $0.word == word } }
}

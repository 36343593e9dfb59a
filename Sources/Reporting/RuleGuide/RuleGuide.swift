internal import Findings
internal import LimitCatalog

/// What a rule means, its limit and source, how logs show it, and what to do about it.
///
/// The one place for these texts: `quota-audit explain`, HTML and Markdown print them. Words are kept
/// plain ASCII, so that Markdown sets only names of fields and headers as code.
public struct RuleGuide: Sendable {
  /// The rule's name, e.g. `learn.calls`.
  public let rule: String
  /// How grave a finding is, in words.
  let severity: String
  /// What its findings and their numbers are called.
  let wording: RuleWording
  /// What it means that there is a finding.
  let meaning: String
  /// The documented limit in words.
  let limit: String
  /// The policy key that overrides the limit, nil where none does.
  let policyKey: String?
  /// Where the limit is documented; nil where it is this program's own threshold.
  let source: LimitSource?
  /// Which fields and windows are counted.
  let measuring: String
  /// How sure a finding is, and what the logs cannot tell.
  let certainty: String
  /// What a partner can do, one sentence or two each.
  let advice: [String]

  /// The rules of SPEC section 6 in its order, those of the 28 entity limits last.
  public static let all: [RuleGuide] =
    learnCalls + learnAnswers + learnHeaders + knewtonPairs + knewtonTriples + knewtonAnswers
    + entities

  /// The guide of a rule, or nil for an unknown one.
  public static func of(_ rule: String) -> RuleGuide? { byRule[rule] }

  private static let byRule = Dictionary(
    all.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
}

extension RuleGuide {
  /// Severities of the rules about rates.
  static let rateSeverity = "violation where over the quota; warning where possibly over or near it"

  /// How sure rate findings are; `windows` is how many ways there are to lay the window.
  static func rateCertainty(_ windows: Int, proof: String = "") -> String {
    "Proven: over in all \(Numbers.grouped(windows)) ways to lay the window on the clock\(proof). "
      + "Aligned: over in the windows judged, but not however they are laid. Possible, a warning: "
      + "over only in windows laid otherwise. Near, a warning: over in none, but the largest window "
      + "reaches \(Policy.standard.warnAtPercent) percent of the quota (policy warn_at)."
  }

  /// How to get more calls or sites from the vendor of Learn.
  static let askForIncrease =
    "Ask the vendor for more, which only the one production group of an application can get: by "
    + "ticket (clients and partners) or e-mail (others). Name the e-mail address that registered the "
    + "application and the production group; older pages also ask for a description of the "
    + "application and the APIs it uses."

  /// What to do with a Learn refusal.
  static let honourRetryAfter =
    "Stop at the first refusal, for all applications of the group, and wait as long as Retry-After "
    + "says; older answers name the end of the window in X-Rate-Limit-Reset."

  /// What to do with a Knewton refusal.
  static let waitForNextWindow =
    "Knewton sends no Retry-After: wait for the next second (unauthenticated) or minute (with a "
    + "token) before trying again, and wait longer each time."
}

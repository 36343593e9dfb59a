internal import Findings
internal import LimitCatalog

extension RuleGuide {
  /// What the Learn limiter refused.
  static let learnAnswers = [throttled, installRefused]

  private static let throttled = RuleGuide(
    rule: "learn.throttled", severity: "violation",
    wording: RuleWording(
      "Refused calls of a group", "refused calls", "expected", "refused calls",
      RuleWording.byStatus),
    meaning:
      "The platform refused calls of the group because its quota was used up. What they asked for "
      + "was not done; users met an error or data is missing until the calls are made again.",
    limit: "No refused call is expected of a group that keeps its quota of "
      + "\(Numbers.grouped(LearnLimit.callsPerDay)) calls per 24 hours, or its contract's.",
    policyKey: "learn.rejected_statuses", source: LearnLimit.callsSource,
    measuring:
      "Requests below /learn/api/ answered with status 402 or 429, by developer group. 403 and 404 "
      + "are no refusals by quota: not entitled, or not installed on that site.",
    certainty:
      "Logged: the answer is the platform's own. Status 402 is named by the page of 2023-05-09 only; "
      + "a few operations answer 429 when they are overloaded, which no quota explains. Enforcement "
      + "lags, so that some calls succeed after the quota is used up.",
    advice: [
      honourRetryAfter,
      "Queue calls in one place per group, so that one refusal holds back all workers.",
      "See learn.calls for making fewer calls.", askForIncrease,
    ])

  private static let installRefused = RuleGuide(
    rule: "learn.install-refused", severity: "violation",
    wording: RuleWording(
      "Installation refused", "refusals", "expected", "refusals",
      "logged: the vendor’s own error text"),
    meaning:
      "The platform refused to work with the application on a site because the group has used up "
      + "its sites. The site's users do not have the application at all.",
    limit: "\(LearnLimit.sites) sites registered for a developer group in total, or as many as its "
      + "contract says; no refusal is expected.",
    policyKey: nil, source: LearnLimit.sitesSource,
    measuring:
      "Learn requests whose field error contains the vendor's words: exceeded maximum number of "
      + "client installations. By developer group and site.",
    certainty:
      "Logged: the words are the vendor's. Without field error nothing of this is seen.",
    advice: [
      "Have the application removed from sites that no longer use it.", askForIncrease,
      "Tell the site's administrators: they read the same message and cannot mend it.",
    ])
}

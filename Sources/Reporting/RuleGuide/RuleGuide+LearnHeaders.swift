internal import Findings
internal import LimitCatalog

extension RuleGuide {
  /// What rate headers, registrations and repeated calls tell of developer groups.
  static let learnHeaders = [limitMismatch, unloggedCalls, applicationGroups, learnRetries]

  private static let limitMismatch = RuleGuide(
    rule: "learn.limit-mismatch", severity: "notice",
    wording: RuleWording(
      "Rate header differs from the quota", "limit in the header", "quota expected",
      "requests with that header", RuleWording.byHeader),
    meaning:
      "The server counts the group against another quota than the policy says, or than the documents "
      + "say where the policy is silent. One of the two is out of date.",
    limit:
      "The policy's quota, else the documented \(Numbers.grouped(LearnLimit.callsPerDay)) calls "
      + "per 24 hours.",
    policyKey: "groups.<name>.calls_per_day, learn.calls_per_day",
    source: LearnLimit.callsSource,
    measuring:
      "The most frequent value of field limit (response header X-Rate-Limit-Limit) over all requests "
      + "of the group; of equally frequent ones the larger.",
    certainty:
      "Logged: the header is the platform's own. A change within the period shows in the group's "
      + "details, with the first and last time of each value.",
    advice: [
      "Read the contract. If the header is right, write its value into the policy.",
      "If the contract promises more than the header, ask the vendor to correct the group.",
    ])

  private static let unloggedCalls = RuleGuide(
    rule: "learn.unlogged-calls", severity: "notice",
    wording: RuleWording(
      "Calls the logs do not show", "calls missing in one window", "tolerance", "windows",
      "inferred: the rate header counted more calls than the logs hold"),
    meaning:
      "The platform counted more calls of the group than the logs hold. Someone calls past the "
      + "logged proxy, or logs are missing; the counts of this report are too low by that much.",
    limit: "A window may lack 5 calls, or one percent of its accepted calls where that is more.",
    policyKey: nil, source: nil,
    measuring:
      "Per window that a reset header closed and whose accepted calls have one limit value: largest "
      + "remaining - smallest remaining + 1 - accepted calls, where that is positive. Fields limit, "
      + "remaining and reset are needed.",
    certainty:
      "Inferred from the headers. Calls before the first and after the last header of a window are "
      + "not seen, so the number is a lower bound.",
    advice: [
      "Look at the coverage for nodes and hours without logs, and add what is missing.",
      "Look for jobs, tests and older releases that call the platform without the proxy.",
      "Change the application's secret if nobody owns the calls.",
    ])

  private static let applicationGroups = RuleGuide(
    rule: "learn.application-groups", severity: "notice",
    wording: RuleWording(
      "Application in several groups", "groups", "expected", "applications", RuleWording.counted),
    meaning:
      "Requests of one application name several developer groups. Calls and sites are limited per "
      + "group, so part of the application's usage may be judged against the wrong quota.",
    limit: "An application belongs to one group here; the vendor allows one production group per "
      + "application.",
    policyKey: nil, source: LearnLimit.callsSource,
    measuring:
      "Distinct developer groups over all requests with the same field app; requests without a group "
      + "add none.",
    certainty: "Counted from the log; an error in field group looks the same.",
    advice: [
      "See in the developer portal which group the application is registered in, and correct the "
        + "log's field group.",
      "If it really is in a development and a production group, use an application id for each.",
    ])

  private static let learnRetries = RuleGuide(
    rule: "learn.retry-episode", severity: "warning",
    wording: retryWording,
    meaning:
      "The group's applications kept calling while they were refused. Such calls do no work, may "
      + "count against the quota and keep users waiting.",
    limit: "\(Policy.standard.learn.retryEpisode) refusals in one episode.",
    policyKey: "learn.retry_episode", source: nil,
    measuring:
      "An episode is a run of refused calls of the group (status 402 or 429) of which each comes less "
      + "than 60 seconds after the one before; accepted calls in between do not end it. The worst "
      + "episode is held against the threshold. Calls before the time that Retry-After named are "
      + "counted in the group's details.",
    certainty: "Counted from the log in whole seconds.",
    advice: [
      honourRetryAfter,
      "Wait longer after each refusal, with a random share, so that workers do not return together.",
      "Keep one queue per group: a refusal met by one worker holds back all.",
    ])

  /// Nouns of retries, on both platforms.
  static let retryWording = RuleWording(
    "Retrying while refused", "refusals in the worst episode", "length that counts", "episodes",
    RuleWording.counted)
}

internal import Findings
internal import LimitCatalog

extension RuleGuide {
  /// Calls and sites of developer groups.
  static let learnCalls = [calls, sites, sitesNear]

  private static let calls = RuleGuide(
    rule: "learn.calls", severity: rateSeverity,
    wording: RuleWording(
      "Calls of a developer group", "calls in 24 hours", "quota", "windows", ""),
    meaning:
      "The applications of a developer group together made more calls in 24 hours than the group "
      + "may make, or came close to it. The quota belongs to the group: once it is used up, the calls "
      + "of all its applications at all sites are refused until the window ends.",
    limit:
      "\(Numbers.grouped(LearnLimit.callsPerDay)) calls per 24 hours for a developer group over "
      + "all its applications; a production group may have more by contract.",
    policyKey: "groups.<name>.calls_per_day, learn.calls_per_day",
    source: LearnLimit.callsSource,
    measuring:
      "Attempted requests below /learn/api/ by developer group: field group, else the policy's group "
      + "of field app. Windows of 24 hours end at the instants that reset or retry_after name; without "
      + "usable ones they are UTC days. The policy can choose another lens and count by site or "
      + "application. Quota: the policy's, else the most frequent limit header, else the documented.",
    certainty: rateCertainty(
      86_400, proof: ", or in a window that a reset header of the vendor closed"),
    advice: [
      "Cache what seldom changes, and ask only for what changed since the last run.",
      "Page with the largest limit an operation takes: paging by offset makes most calls.",
      "Spread nightly runs over the day, and those of several applications against each other.",
      honourRetryAfter, askForIncrease,
    ])

  private static let sites = RuleGuide(
    rule: "learn.sites", severity: "violation",
    wording: RuleWording(
      "Site beyond the site quota", "rank of the site", "sites allowed", "requests of the site",
      RuleWording.counted + ", in the order in which sites were first seen"),
    meaning:
      "The applications of a developer group were used on more Learn sites than may be registered "
      + "for it. Each site beyond the quota, in the order in which they were first seen, is a finding.",
    limit: "\(LearnLimit.sites) sites registered for a developer group in total, regardless of the "
      + "number of applications; a production group may have more by contract.",
    policyKey: "groups.<name>.sites, learn.sites", source: LearnLimit.sitesSource,
    measuring:
      "Distinct sites (field site, else the host; lower-case, without port) with at least one "
      + "attempted request of the group, whatever its status, ordered by first request and then name. "
      + "Those with a rank above the quota are over it.",
    certainty:
      "A lower bound: a site that is registered but was not used in the logs is not seen. Which of "
      + "the sites is beyond the quota depends on where the logs begin.",
    advice: [
      "See whether each site is one: an installation with several host names counts once for each "
        + "unless the log has one name for it in field site.",
      "Have the application removed from sites that no longer use it.",
      "Keep trials and tests in a development group of their own.", askForIncrease,
    ])

  private static let sitesNear = RuleGuide(
    rule: "learn.sites-near", severity: "warning",
    wording: RuleWording(
      "Group near its site quota", "sites seen", "sites allowed", "groups", RuleWording.counted),
    meaning:
      "The group is not over its site quota, but so close to it that one of the next installations "
      + "will be refused.",
    limit: "\(LearnLimit.sites) sites registered for a developer group in total, or as many as its "
      + "contract says; the warning share is \(Policy.standard.warnAtPercent) percent.",
    policyKey: "warn_at, groups.<name>.sites, learn.sites", source: LearnLimit.sitesSource,
    measuring:
      "Distinct sites as for learn.sites. A finding where 100 x sites are at least warn_at x quota "
      + "and no site is over it.",
    certainty: "A lower bound: sites that were not used in the logs are not seen.",
    advice: [
      "Have the application removed from sites that no longer use it before new ones are added.",
      askForIncrease,
    ])
}

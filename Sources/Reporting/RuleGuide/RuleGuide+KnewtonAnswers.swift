internal import LimitCatalog

extension RuleGuide {
  /// What else the Knewton limiter did, and what clients made of it.
  static let knewtonAnswers = [softLimited, unexplained, knewtonRetries]

  private static let softLimited = RuleGuide(
    rule: "knewton.soft-limited", severity: "violation",
    wording: RuleWording(
      "Accepted but dropped", "soft-limited requests", "expected", "soft-limited requests",
      RuleWording.byHeader),
    meaning:
      "The platform answered with a success and dropped the work: nothing was stored. Clients that "
      + "look at the status alone do not notice, and the data is lost.",
    limit: "No request is expected to be dropped.", policyKey: nil, source: tripleSource,
    measuring:
      "Knewton requests with a status of 200 to 299 that have field exceeded "
      + "(X-Knewton-Rate-Exceeded), by token, application URI and endpoint.",
    certainty:
      "Logged: the header is the limiter's own. Without field exceeded none is seen. That such "
      + "requests store nothing was seen in practice; the documents do not say it.",
    advice: [
      "Read X-Knewton-Rate-Exceeded on every answer, and treat it as a refusal whatever the status.",
      "Send the listed requests again, later and slower.",
      "Ask the platform before load tests: they are where this was seen.",
    ])

  private static let unexplained = RuleGuide(
    rule: "knewton.unexplained-rejection", severity: "notice",
    wording: RuleWording(
      "Refusals below the quota", "unexplained rejections", "expected", "unexplained rejections",
      "logged refusals that no documented limit explains"),
    meaning:
      "The platform refused requests of a token although no minute in the logs, however laid, is "
      + "over the quota. Either requests are missing in the logs, or a limit other than the "
      + "documented one was met.",
    limit: "No refusal is expected below the quota of the endpoint.",
    policyKey: "knewton.endpoints.<action>", source: tripleSource,
    measuring:
      "Requests of a triple with a quota answered with 429 whose field exceeded starts with neither "
      + "ip nor partner, where the triple's rate is neither over nor possibly over.",
    certainty:
      "Inferred: without field exceeded a refusal for the address or the partner looks the same.",
    advice: [
      "Look for hosts that use the same token and whose logs are not here.",
      "Log field exceeded, which names the limit that refused.",
      "If the contract has another quota, write it into the policy; else ask the platform.",
    ])

  private static let knewtonRetries = RuleGuide(
    rule: "knewton.retry-episode", severity: "warning", wording: retryWording,
    meaning:
      "A client kept calling an endpoint while it was refused. Each try counts against the minute's "
      + "quota, so that trying faster never ends the refusals.",
    limit: "\(Policy.standard.knewton.retryEpisode) refusals in one episode.",
    policyKey: "knewton.retry_episode", source: nil,
    measuring:
      "An episode is a run of refused requests (status 429) of a token, application URI and endpoint "
      + "of which each comes less than 60 seconds after the one before; accepted requests in between "
      + "do not end it. The worst episode is held against the threshold.",
    certainty: "Counted from the log in whole seconds.",
    advice: [
      waitForNextWindow,
      "Give up after a few tries and queue the work; keep one queue per token and endpoint.",
    ])
}

internal import LimitCatalog

extension RuleGuide {
  /// Unauthenticated Knewton requests.
  static let knewtonPairs = [pairRate, pairDelayed, pairRejected]

  private static let whoCounts =
    "Unauthenticated are requests without token, those answered with 401, and token requests. They "
    + "are counted by client address and application URI (field uri, else origin, else referer)."

  private static let pairLimit =
    "\(KnewtonPairLimit.requestsPerSecond) unauthenticated requests per second for a client address "
    + "and application URI"

  private static let authenticateOnce =
    "Get a token once and keep it until it expires, instead of one per request or per worker."

  private static let pairRate = RuleGuide(
    rule: "knewton.pair-rate", severity: rateSeverity,
    wording: RuleWording(
      "Unauthenticated request rate", "requests in one second", "quota", "windows", ""),
    meaning:
      "One address sent more unauthenticated requests for one application in a second than it may. "
      + "The excess is queued and late, and refused when the queue is full.",
    limit: pairLimit + ".", policyKey: "knewton.requests_per_second",
    source: KnewtonPairLimit.source,
    measuring:
      whoCounts + " Windows are whole UTC seconds, in milliseconds; refused requests count too.",
    certainty: rateCertainty(1000),
    advice: [
      authenticateOnce,
      "Look for a loop on 401: an expired token that is sent again and again counts here.",
      "Hold requests back in the client, at most \(KnewtonPairLimit.requestsPerSecond) per second.",
      "Clients behind one address count together: let one service of yours talk to the platform.",
    ])

  private static let pairDelayed = RuleGuide(
    rule: "knewton.pair-delayed", severity: "warning",
    wording: RuleWording(
      "Unauthenticated requests queued", "delayed requests", "expected", "delayed requests",
      RuleWording.byHeader),
    meaning:
      "The platform queued requests that came too fast. They succeeded late: a breach of the limit "
      + "although every status is a success.",
    limit: "No delay is expected below \(pairLimit).", policyKey: nil,
    source: KnewtonPairLimit.source,
    measuring:
      whoCounts
      + " Counted are those with field delay (X-Knewton-Rate-Delay, milliseconds) above 0.",
    certainty: "Logged: the header is the limiter's own. Without field delay none is seen.",
    advice: [
      authenticateOnce,
      "Take a delay for a refusal to come: slow down as soon as the header is there.",
    ])

  private static let pairRejected = RuleGuide(
    rule: "knewton.pair-rejected", severity: "violation",
    wording: RuleWording(
      "Unauthenticated requests refused", "rejected requests", "expected", "rejected requests",
      RuleWording.byStatus),
    meaning:
      "The platform's queue for an address and application was full, and requests were refused. "
      + "Nothing of them was processed.",
    limit: "No refusal is expected below \(pairLimit).", policyKey: nil,
    source: KnewtonPairLimit.source,
    measuring: whoCounts + " Counted are those answered with status 429.",
    certainty: "Logged: the answer is the limiter's own.",
    advice: [authenticateOnce, waitForNextWindow])
}

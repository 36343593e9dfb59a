internal import LimitCatalog

extension RuleGuide {
  /// Authenticated Knewton requests: rate, refusals and delays.
  static let knewtonTriples = [tripleRate, tripleRejected, tripleDelayed]

  /// How triples are counted.
  static let tripleCounting =
    "Authenticated are requests with a token whose status is not 401 and that are no token requests. "
    + "They are counted by token, application URI and endpoint (method and path template)."

  /// Where the rates of endpoints are documented.
  static let tripleSource = LimitSource(
    document: KnewtonPairLimit.source.document, address: KnewtonPairLimit.source.address,
    row: "one row per endpoint", date: KnewtonPairLimit.source.date)

  private static let tripleLimit =
    "\(rates.min() ?? 0) to \(rates.max() ?? 0) requests per minute for a token, application URI and "
    + "endpoint, as each endpoint's row says"

  private static let rates = KnewtonRate.all.flatMap { [$0.perMinute, $0.assignsPerMinute] }
    .compactMap(\.self)

  private static let useBatches =
    "Use batch endpoints: POST /batch takes up to \(EntityKind.accountsPerBatch.limit.limit) accounts, "
    + "batch-events up to \(EntityKind.eventsPerBatch.limit.limit) events, batch goal assignment up to "
    + "\(EntityKind.registrationsPerGoalBatch.limit.limit) registrations in one request."

  private static let spread =
    "Spread work over minutes: a bucket per token and endpoint in the client, filled at the quota."

  private static let tripleRate = RuleGuide(
    rule: "knewton.triple-rate", severity: rateSeverity,
    wording: RuleWording(
      "Authenticated request rate", "requests in one minute", "quota", "windows", ""),
    meaning:
      "One token called one endpoint for one application more often in a minute than it may. The "
      + "excess is refused, or dropped although the status is a success.",
    limit: tripleLimit + "; quota-audit limits prints all of them.",
    policyKey: "knewton.endpoints.<action>", source: tripleSource,
    measuring:
      tripleCounting
      + " Windows are whole UTC minutes, in seconds. Batch goal assignment has a quota "
      + "for assigning and one for unassigning; where field action is missing the larger one is used, "
      + "and the smaller one makes a possible finding.",
    certainty: rateCertainty(60),
    advice: [
      useBatches, spread,
      "Cache what is read again and again: accounts, registrations and lists may be read "
        + "\(KnewtonAction.accountGet.rate.perMinute) times a minute.",
      waitForNextWindow,
    ])

  private static let tripleRejected = RuleGuide(
    rule: "knewton.triple-rejected", severity: "violation",
    wording: RuleWording(
      "Authenticated requests refused", "rejected requests", "expected", "rejected requests",
      RuleWording.byStatus),
    meaning:
      "The platform refused requests of a token, application and endpoint. Nothing of them was "
      + "processed; what they should have written is missing until they are sent again.",
    limit: "No refusal is expected below \(tripleLimit).", policyKey: nil, source: tripleSource,
    measuring: tripleCounting + " Counted are those answered with status 429.",
    certainty:
      "Logged: the answer is the limiter's own. Field exceeded says which limit refused: of the "
      + "token, the address or the partner.",
    advice: [waitForNextWindow, useBatches, spread])

  private static let tripleDelayed = RuleGuide(
    rule: "knewton.triple-delayed", severity: "warning",
    wording: RuleWording(
      "Authenticated requests queued", "delayed requests", "expected", "delayed requests",
      RuleWording.byHeader),
    meaning:
      "The platform queued requests of a token, application and endpoint. They succeeded late: their "
      + "users waited, and a full queue refuses.",
    limit: "No delay is expected below \(tripleLimit).", policyKey: nil, source: tripleSource,
    measuring:
      tripleCounting
      + " Counted are those with field delay (X-Knewton-Rate-Delay, milliseconds) above 0.",
    certainty: "Logged: the header is the limiter's own. Without field delay none is seen.",
    advice: [
      spread, "Take a delay for a refusal to come: slow down as soon as the header is there.",
    ])
}

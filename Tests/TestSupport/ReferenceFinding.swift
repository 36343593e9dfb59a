internal import Bytes
internal import Findings

/// A finding in the making, with its subject in a form that can be compared.
struct ReferenceFinding {
  var rule: String
  var severity: Severity
  var subject: [SubjectName]
  var measured: Int
  var limit: Int
  var occurrences: Int
  var certainty: Certainty?
  var first: Instant?
  var last: Instant?
  var window: FindingWindow?
  var rate = RateVerdict()
  var witness: Witness?

  init(
    _ rule: String, _ severity: Severity, _ subject: [SubjectName], measured: Int, limit: Int,
    occurrences: Int
  ) {
    self.rule = rule
    self.severity = severity
    self.subject = subject
    self.measured = measured
    self.limit = limit
    self.occurrences = occurrences
  }

  /// A finding whose occurrences are these requests, the earliest of which is the witness; nil
  /// without any.
  init?(
    _ rule: String, _ severity: Severity, _ subject: [SubjectName], limit: Int = 0,
    measured: Int? = nil, requests: [ReferenceRequest]
  ) {
    guard let earliest = requests.min(by: ReferenceRequest.precedes) else { return nil }
    self.init(
      rule, severity, subject, measured: measured ?? requests.count, limit: limit,
      occurrences: requests.count)
    setSpan(requests)
    witness = Witness(input: earliest.record.input, line: earliest.record.line)
  }

  /// `first` and `last` of these requests.
  mutating func setSpan(_ requests: [ReferenceRequest]) {
    first = requests.map(\.instant).min()
    last = requests.map(\.instant).max()
  }

  /// `first` and `last` among whole seconds.
  mutating func setSpan(seconds: [Int64]) {
    first = seconds.min().map { Instant(seconds: $0) }
    last = seconds.max().map { Instant(seconds: $0) }
  }

  /// SPEC section 6, "Order"; the ratio by cross multiplication in 128 bits, since observed values
  /// have up to 18 digits.
  static func precedes(_ left: ReferenceFinding, _ right: ReferenceFinding) -> Bool {
    if left.severity != right.severity { return left.severity < right.severity }
    if left.rule != right.rule { return left.rule.utf8.lexicographicallyPrecedes(right.rule.utf8) }
    let leftRatio = Int128(left.measured) * Int128(max(1, right.limit))
    let rightRatio = Int128(right.measured) * Int128(max(1, left.limit))
    if leftRatio != rightRatio { return leftRatio > rightRatio }
    return left.subject.map(\.value).lexicographicallyPrecedes(right.subject.map(\.value))
  }

  /// The finding as reported, without a message.
  var finding: Finding {
    var hashed = Array(rule.utf8)
    for part in subject { hashed += [0x1F] + part.value.bytes }
    var finding = Finding(
      rule: rule, severity: severity, subject: subject.map { SubjectPart($0.key, $0.value) },
      measured: measured, limit: limit, occurrences: occurrences, message: "",
      id: ReferenceRequest.digest(hashed))
    finding.certainty = certainty
    finding.first = first
    finding.last = last
    finding.window = window
    finding.alignmentsOver = rate.alignmentsOver
    finding.alignments = rate.alignments
    finding.witness = witness
    return finding
  }
}

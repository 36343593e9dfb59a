internal import Bytes

/// The rules of SPEC section 6, by the names findings carry; those of entity limits are
/// `knewton.entity.` and the limit's id.
enum Rule {
  static let calls = "learn.calls"
  static let sites = "learn.sites"
  static let sitesNear = "learn.sites-near"
  static let throttled = "learn.throttled"
  static let installRefused = "learn.install-refused"
  static let limitMismatch = "learn.limit-mismatch"
  static let unloggedCalls = "learn.unlogged-calls"
  static let applicationGroups = "learn.application-groups"
  static let learnRetries = "learn.retry-episode"
  static let pairRate = "knewton.pair-rate"
  static let pairDelayed = "knewton.pair-delayed"
  static let pairRejected = "knewton.pair-rejected"
  static let tripleRate = "knewton.triple-rate"
  static let tripleRejected = "knewton.triple-rejected"
  static let tripleDelayed = "knewton.triple-delayed"
  static let softLimited = "knewton.soft-limited"
  static let unexplained = "knewton.unexplained-rejection"
  static let knewtonRetries = "knewton.retry-episode"
  /// What the names of entity rules start with; the limit's id follows.
  static let entityPrefix = "knewton.entity."
}

extension Finding {
  /// A finding with its id. The message is added when all is known.
  init(
    _ rule: String, _ severity: Severity, _ subject: [SubjectPart], measured: Int, limit: Int,
    occurrences: Int = 1
  ) {
    self.init(
      rule: rule, severity: severity, subject: subject, measured: measured, limit: limit,
      occurrences: occurrences, message: "", id: Finding.id(rule, subject.map(\.value)))
  }

  /// The first 16 hexadecimal digits of SHA-256 over the rule and each of the subject's names, each of them
  /// preceded by U+001F (SPEC section 6).
  static func id(_ rule: String, _ names: [ByteString]) -> String {
    var bytes = Array(rule.utf8)
    for name in names { bytes += [0x1F] + name.bytes }
    return String(HexDigest.sha256(bytes).prefix(16))
  }

  /// The order of SPEC section 6: severity, rule, measured/limit descending, subject.
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity < right.severity }
    if left.rule != right.rule {
      return left.rule.utf8.lexicographicallyPrecedes(right.rule.utf8)
    }
    let order = Ratio.compare(
      left.measured, max(1, left.limit), right.measured, max(1, right.limit))
    if order != 0 { return order > 0 }
    return SubjectPart.precede(left.subject, right.subject)
  }
}

extension SubjectPart {
  /// Whether the values of `left` come before those of `right`, in the order of the subject's keys.
  static func precede(_ left: [SubjectPart], _ right: [SubjectPart]) -> Bool {
    for (mine, other) in zip(left, right) where mine.value != other.value {
      return mine.value < other.value
    }
    return left.count < right.count
  }
}

/// Exact comparison of fractions with positive denominators.
enum Ratio {
  /// Negative, zero or positive as a/b is below, equal to or above c/d.
  static func compare(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
    let left = a.multipliedFullWidth(by: d)
    let right = c.multipliedFullWidth(by: b)
    if left.high != right.high { return left.high < right.high ? -1 : 1 }
    return left.low == right.low ? 0 : left.low < right.low ? -1 : 1
  }
}

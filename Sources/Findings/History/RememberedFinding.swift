public import Bytes

/// What a finding was in an earlier run.
public struct RememberedFinding: Sendable, Equatable, Codable {
  /// 16 hexadecimal digits: the same problem has the same id in every run.
  public var id: String
  /// e.g. `knewton.triple-rate`
  public var rule: String
  /// How grave it was.
  public var severity: Severity
  /// How sure an `over` was; rate rules only.
  public var certainty: Certainty?
  /// The subject's keys and values; tokens are hashed.
  public var subject: [SubjectPart]
  /// What was measured, in the unit of the rule.
  public var measured: Int
  /// What it was held against, in the same unit.
  public var limit: Int
  /// How often, as the rule counts.
  public var occurrences: Int
  /// The plain sentence.
  public var message: String
  /// The measured window; rate rules only.
  public var window: FindingWindow?

  /// A finding with all that is remembered of it.
  public init(
    id: String, rule: String, severity: Severity, certainty: Certainty? = nil,
    subject: [SubjectPart], measured: Int, limit: Int, occurrences: Int, message: String,
    window: FindingWindow? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.certainty = certainty
    self.subject = subject
    self.measured = measured
    self.limit = limit
    self.occurrences = occurrences
    self.message = message
    self.window = window
  }

  /// What is remembered of a finding.
  public init(_ finding: Finding) {
    self.init(
      id: finding.id, rule: finding.rule, severity: finding.severity,
      certainty: finding.certainty, subject: finding.subject, measured: finding.measured,
      limit: finding.limit, occurrences: finding.occurrences, message: finding.message,
      window: finding.window)
  }
}

/// What became of a finding since an earlier run.
public enum FindingState: String, Sendable, Codable, CaseIterable {
  /// The earlier run had no finding of this id.
  case new
  /// More is measured than then.
  case worse
  /// As much is measured as then.
  case same
  /// Less is measured than then.
  case better
}

extension RememberedFinding: NameHolder {
  /// Replaces every name that came from logs, in the message too.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    for index in subject.indices where subject[index].key != "token" {
      subject[index].value = transform(subject[index].value)
    }
    message = transform(ByteString(message)).text
  }
}

public import Bytes

/// Findings that somebody answers for until a day (policy key `waivers`): they are shown and do not count.
public struct Waiver: Sendable, Equatable {
  /// Which findings are meant.
  public var target: Target
  /// Who answers for them.
  public var owner: String
  /// Why.
  public var reason: String
  /// The last UTC day on which it holds.
  public var expires: CivilDate

  /// Which findings a waiver is about.
  public enum Target: Sendable, Equatable {
    /// The one with this id, 16 lower-case hexadecimal digits.
    case finding(id: String)
    /// Those of a rule whose subject has these values, by key; keys that are not named may have any.
    case rule(String, subject: [SubjectPattern])
  }

  /// A waiver of these findings.
  public init(_ target: Target, owner: String, reason: String, expires: CivilDate) {
    self.target = target
    self.owner = owner
    self.reason = reason
    self.expires = expires
  }
}

/// What one part of a finding's subject has to look like.
public struct SubjectPattern: Sendable, Equatable {
  /// e.g. `group`.
  public var key: String
  /// A name in which `*` stands for any text, `?` for one character, and `\` before one of these three for
  /// itself.
  public var glob: ByteString

  /// A pattern for the part with this key.
  public init(key: String, glob: ByteString) {
    self.key = key
    self.glob = glob
  }
}

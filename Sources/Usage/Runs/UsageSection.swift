/// The parts of a usage run, in the order in which they stand in it; the raw value is the first byte of
/// every key.
///
/// What names a request's caller stands before the triples, so that whoever judges a triple knows
/// whether a finding elsewhere is about it.
enum UsageSection: UInt8, CaseIterable, Comparable, Sendable {
  /// Key: `DayPart`, day, and two names or one. Payload: `DayCounts`. Only in files of version 2.
  case day = 0
  /// Key: service, endpoint. Payload: `EndpointTally`.
  case endpoint
  /// Key: token, application URI, endpoint. Payload: `Occurrences`.
  case softLimited
  /// Key: entity kind, token, application URI, endpoint. Payload: `ViolationTally`.
  case violation
  /// Key: name of the row, judged or not, then a `GroupPart` and a name. Payload by part.
  case group
  /// Key: application, developer group. Payload: `Occurrences`.
  case membership
  /// Key: client, application URI. Payload: `PartitionEvents` in milliseconds.
  case pair
  /// Key: token, application URI, endpoint. Payload: `PartitionEvents` in seconds.
  case triple
  /// Key: entity kind, subject. Payload: `LargestValue`.
  case observed
  /// Key: account. Payload: `RequestCount`.
  case registrations
  /// Key: learning instance. Payload: `RequestCount`.
  case goals
  /// Key: learning instance, registration. No payload.
  case members
  /// Key: registration, 12 bytes of a goal's SHA-256. Payload: `AssignmentTimes`.
  case assignments
  /// Key: SHA-256 of a token. Payload: `TokenTrace`.
  case token

  /// The one that stands first is smaller.
  static func < (left: UsageSection, right: UsageSection) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What an entry of a group is about.
enum GroupPart: UInt8, Sendable {
  /// The group itself; payload `GroupTally`.
  case whole
  /// One of its applications; payload `ApplicationCounts`.
  case application
  /// One of its sites; payload `Occurrences`.
  case site
  /// Refused installations on one site; payload `Occurrences`.
  case refusal
}

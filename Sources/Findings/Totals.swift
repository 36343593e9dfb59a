/// Sums over the whole run.
public struct Totals: Sendable, Equatable {
  /// All lines.
  public var lines = 0
  /// Lines that are records.
  public var records = 0
  /// Empty lines.
  public var blank = 0
  /// Lines no format could read.
  public var malformed = 0
  /// Directives and inventory lines.
  public var notes = 0
  /// Fields there but unusable.
  public var badFields = 0
  /// Records of Learn, without excluded ones.
  public var learn = 0
  /// Records of Knewton.
  public var knewton = 0
  /// Records of neither: counted, not judged.
  public var other = 0
  /// Learn records under `exclude_paths`.
  public var excluded = 0
  /// Learn records without a developer group.
  public var unattributed = 0
  /// Refused by a limiter, both services.
  public var rejected = 0
  /// Queued by the Knewton limiter.
  public var delayed = 0
  /// Succeeded although the limiter dropped them.
  public var softLimited = 0
  /// Learn requests refused because the application is installed on too many sites.
  public var installRefused = 0
  /// Inputs that could not be read at all.
  public var missingInputs = 0
  /// All IP-URI pairs.
  public var pairs = PartitionTotals()
  /// All token-URI-endpoint triples.
  public var triples = PartitionTotals()

  /// No requests.
  public init() {}
}

/// Sums over all partitions of a kind, listed or not.
public struct PartitionTotals: Sendable, Equatable, Codable {
  /// Distinct partitions.
  public var count = 0
  /// All their requests.
  public var attempted = 0
  /// Refused by the limiter.
  public var rejected = 0
  /// Queued by the limiter.
  public var delayed = 0
  /// Reported as success and dropped.
  public var softLimited = 0

  /// No partitions.
  public init() {}
}

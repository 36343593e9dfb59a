/// What a simulated night holds, counted while it was written.
public struct SimulationSummary: Sendable, Equatable {
  /// Log files, relative to the output directory, by node.
  public var logs: [String] = []
  /// Log lines, exactly as many as asked for.
  public var lines = 0
  /// Lines that are records: all but blank and malformed ones.
  public var records = 0
  /// Empty lines.
  public var blank = 0
  /// Lines no format accepts.
  public var malformed = 0
  /// Fields there but unusable.
  public var badFields = 0
  /// Records of the Learn service.
  public var learn = 0
  /// Records of the Knewton service.
  public var knewton = 0
  /// Records of neither.
  public var other = 0
  /// Records refused by a limiter (SPEC section 3), about 3 percent.
  public var rejected = 0
  /// Knewton records with a positive delay.
  public var delayed = 0
  /// Knewton records that succeeded although the limiter dropped them.
  public var softLimited = 0
  /// Learn records refused because the application is installed on too many sites.
  public var installRefused = 0
  /// Lines of the inventory, which are notes (SPEC section 2).
  public var notes = 0
  /// Size of all logs before compression, in bytes.
  public var contentBytes: Int64 = 0
  /// Size of all log files, in bytes.
  public var compressedBytes: Int64 = 0
  /// Findings listed in `expected.json`.
  public var expectedFindings = 0

  /// An empty night.
  public init() {}
}

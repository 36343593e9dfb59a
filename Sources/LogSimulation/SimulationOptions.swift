/// What night to write: the text of its logs depends on `seed`, `lines`, `nodes` and `format` only.
public struct SimulationOptions: Sendable, Equatable {
  /// Syntax of the log lines.
  public enum Format: String, Sendable, CaseIterable {
    /// Combined log lines with a tail of `key=value` words (SPEC section 2, `extended`).
    case extended
    /// The same records as JSON lines.
    case json
  }

  /// Any number; equal seeds give equal nights.
  public var seed: UInt64
  /// Log lines over all nodes, from `NightSimulation.minimumLines`; the inventory is not counted.
  public var lines: Int
  /// Nodes, one gzip file each, 1 to 64; one node makes one big file.
  public var nodes: Int
  /// Compression level of zlib, 0 to 9.
  public var level: Int32
  /// Threads that generate and compress, 1 to 256; the files are the same for any number.
  public var jobs: Int
  /// Syntax of the log lines.
  public var format: Format

  /// A night of so many lines; see the properties for ranges, which `NightSimulation.write` checks.
  public init(
    seed: UInt64, lines: Int, nodes: Int = 4, level: Int32 = 1, jobs: Int = 2,
    format: Format = .extended
  ) {
    self.seed = seed
    self.lines = lines
    self.nodes = nodes
    self.level = level
    self.jobs = jobs
    self.format = format
  }
}

public import Synchronization

/// How far a run is; written by the workers, read by whoever shows it.
public final class AuditProgress: Sendable {
  /// Compressed bytes read so far.
  public let bytesRead = Atomic<Int64>(0)
  /// Compressed bytes of all files; streams add to it as they are read.
  public let bytesTotal = Atomic<Int64>(0)
  /// Lines parsed so far.
  public let lines = Atomic<Int>(0)

  /// How often usage went to disk because it did not fit in memory.
  public let spills = Atomic<Int>(0)

  /// Nothing read yet.
  public init() {}
}

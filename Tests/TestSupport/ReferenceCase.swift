public import Bytes

/// A random audit: policy, records and inventory, and the files from which the program reads them.
public struct ReferenceCase: Sendable {
  /// The policy, which `yaml` renders as a file.
  public var policy: ReferencePolicy
  /// In the order of files and lines; `input` and `line` say where each one stands.
  public var records: [ReferenceRecord]
  /// Observations of the inventory file.
  public var inventory: [ReferenceObservation]
  /// Log files, and an inventory file when there is an inventory.
  public var files: [ReferenceFile]
}

/// A file of a random audit.
public struct ReferenceFile: Sendable {
  /// Path as reports print it.
  public var path: ByteString
  /// Lines, each with its LF.
  public var bytes: [UInt8]
  /// How its records are written.
  public var format: ReferenceLineFormat
}

/// A log format that `LineRenderer` writes.
public enum ReferenceLineFormat: String, Sendable, CaseIterable {
  case extended, json
}

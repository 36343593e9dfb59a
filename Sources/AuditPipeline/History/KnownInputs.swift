public import Bytes
public import Findings

/// What earlier runs have counted, as planning asks for it. It is asked on one thread at a time.
public protocol KnownInputs {
  /// The input whose whole content has this length in bytes and CRC-32, nil if none has.
  func input(contentBytes: Int64, crc32: UInt32) throws -> KnownInput?
  /// Inputs with this path, the longest content first.
  func inputs(atPath path: ByteString) throws -> [KnownInput]
  /// Inputs with a record in this period, and their samples.
  func inputsTouching(_ period: Period) throws -> [KnownInput]
  /// Inputs that begin with the content of this one.
  func inputs(continuing id: Int64) throws -> [KnownInput]
}

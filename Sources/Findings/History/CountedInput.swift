public import Bytes

/// An input that a run has counted, as the history knows it again.
///
/// Of an input that grew, or whose end was damaged, what it covers is the content from its first byte
/// to the last one counted, earlier runs' part included: `contentBytes`, `crc32` and `lines` are of all
/// of that, `period` and `samples` of what this run counted.
public struct CountedInput: Sendable, Equatable {
  /// Path as given, or joined with the directory argument.
  public var path: ByteString
  /// Size as it is, in bytes.
  public var bytes: Int64
  /// SHA-256 of the file as it is, 64 hexadecimal digits.
  public var sha256: String
  /// Decompressed bytes counted, from the first.
  public var contentBytes: Int64
  /// CRC-32 of them (RFC 1952).
  public var crc32: UInt32
  /// Lines in them.
  public var lines: Int
  /// First and last record's time of what this run counted, nil without records.
  public var period: Period?
  /// One line for each minute of what this run counted, by minute.
  public var samples: [LineSample]
  /// Id of the known input whose content is the beginning of this one, nil if all of it is new.
  public var continues: Int64?

  /// A counted input.
  public init(
    path: ByteString, bytes: Int64, sha256: String, contentBytes: Int64, crc32: UInt32, lines: Int,
    period: Period?, samples: [LineSample], continues: Int64? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.contentBytes = contentBytes
    self.crc32 = crc32
    self.lines = lines
    self.period = period
    self.samples = samples
    self.continues = continues
  }
}

/// The first line of an input whose time lies in one UTC minute.
public struct LineSample: Sendable, Hashable, Comparable {
  /// Minutes since 1970-01-01T00:00Z; negative before.
  public var minute: Int64
  /// 64-bit hash of the line's bytes, without its line end.
  public var hash: UInt64

  /// A line of a minute.
  public init(minute: Int64, hash: UInt64) {
    self.minute = minute
    self.hash = hash
  }

  /// By minute, then by hash.
  public static func < (left: LineSample, right: LineSample) -> Bool {
    (left.minute, left.hash) < (right.minute, right.hash)
  }
}

/// An input of an earlier run.
public struct KnownInput: Sendable, Equatable {
  /// Its id in the history.
  public var id: Int64
  /// The run that counted it.
  public var run: Int
  /// What it was.
  public var input: CountedInput

  /// An input counted by a run. Samples are there only where they were asked for and kept.
  public init(id: Int64, run: Int, input: CountedInput) {
    self.id = id
    self.run = run
    self.input = input
  }
}

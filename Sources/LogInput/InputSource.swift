public import Bytes

/// Something to read: a file, a FIFO or device that was named, or standard input (SPEC section 2).
public struct InputSource: Sendable, Equatable {
  /// What can be done with an input.
  public enum Kind: Sendable {
    /// A regular file: can be read again and compared, so it may be a duplicate.
    case file
    /// A FIFO or a device: read once.
    case stream
    /// Standard input, named `-`: read once.
    case standardInput
  }

  /// Path as given, or the directory argument as given joined with the path below it.
  public var path: ByteString
  /// Where it lies; another path than its name only where a run is repeated and its inputs have moved.
  public var place: ByteString
  /// What can be done with it.
  public var kind: Kind
  /// Size of a file when it was found, in bytes; nil for the others.
  public var size: Int64?
  /// Index of the first entry with the same path in the list it was found with; nil for firsts.
  public var repeats: Int?

  /// An input of this path, which is not looked at before it is opened; it lies there unless `place` says
  /// where.
  public init(
    path: ByteString, kind: Kind, size: Int64? = nil, repeats: Int? = nil,
    place: ByteString? = nil
  ) {
    self.path = path
    self.place = place ?? path
    self.kind = kind
    self.size = size
    self.repeats = repeats
  }
}

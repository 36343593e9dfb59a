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

  /// What whoever named it takes it for: what standard input is called by name is a file elsewhere.
  var namedKind: Kind { isNamedStandardInput ? .file : kind }

  /// Whether it is standard input and stands for a file of this path.
  public var isNamedStandardInput: Bool { kind == .standardInput && path != .dash }
}

extension InputSource {
  /// Linux's name for what standard input is.
  private static let standardInputPlace = ByteString("/proc/self/fd/0")

  /// Standard input, which holds the bytes of the file `name`. Where it is a file itself, of which nothing
  /// was read yet, it is read as that: it can be read again then, and fast.
  public static func standardInput(named name: ByteString) -> InputSource {
    let stream = InputSource(path: name, kind: .standardInput)
    guard FileSystem.isStandardInputAtStart,
      let status = try? FileSystem.status(standardInputPlace), status.kind == .regular
    else { return stream }
    let file = InputSource(path: name, kind: .file, size: status.size, place: standardInputPlace)
    // It may have been opened by a user who could, in whose name the program does not act.
    return (try? OpenFile(file)) == nil ? stream : file
  }
}

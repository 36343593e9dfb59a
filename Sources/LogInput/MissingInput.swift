public import Bytes

/// An input of which nothing could be read, and why (SPEC sections 2 and 8).
public struct MissingInput: Error, Sendable, Equatable {
  /// Why nothing could be read.
  public enum Cause: Sendable, Equatable {
    /// Nothing has this path.
    case notFound
    /// The operating system refused; its `errno`.
    case unreadable(code: Int32)
    /// A directory below which no file is.
    case noFiles
    /// Compressed in a way that is not read, perhaps inside gzip; and what can be done with it.
    case compressed(ForeignCompression, insideGzip: Bool, InputSource.Kind)
  }

  /// Path as given, or the directory argument as given joined with the path below it.
  public var path: ByteString
  /// Why nothing could be read.
  public var cause: Cause

  /// An input of this path that could not be read.
  public init(path: ByteString, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// The failure that an `errno` tells.
  init(path: ByteString, _ error: SystemError) {
    self.path = path
    self.cause = error.isAbsence ? .notFound : .unreadable(code: error.code)
  }
}

extension MissingInput {
  /// The reason for a reader: quotes the path as given, says what is wrong and how to mend it.
  public var sentence: String {
    let quoted = "\"" + path.text + "\""
    switch cause {
    case .notFound:
      return quoted + " does not exist; name a file, a directory, or - for standard input"
    case .unreadable(let code):
      let error = SystemError(code: code)
      let remedy = error.isRefusal ? "; run as a user who may read it" : ""
      return quoted + " cannot be read: " + error.text + remedy
    case .noFiles:
      return quoted + " holds no files; names that start with a dot are skipped"
    case .compressed(let compression, let insideGzip, let kind):
      let what = compression.description + (insideGzip ? " inside gzip" : "")
      let command = compression.command(path, kind, insideGzip: insideGzip)
      return quoted + " is " + what + ", which is not read; use: " + command
    }
  }
}

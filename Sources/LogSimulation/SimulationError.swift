/// Why no night was written; what had been written until then is removed again.
public enum SimulationError: Error, Sendable, Equatable {
  /// The planted cases alone need more lines.
  case tooFewLines(requested: Int, minimum: Int)
  /// An option outside `allowed`.
  case outOfRange(option: String, value: Int, allowed: ClosedRange<Int>)
  /// The output directory holds something already.
  case directoryNotEmpty(path: String)
  /// The output path is there and no directory.
  case notDirectory(path: String)
  /// A directory could not be made or read; `code` is the system's `errno`.
  case directoryFailed(path: String, code: Int32)
  /// A file could not be made or written; `code` is the system's `errno`.
  case writeFailed(path: String, code: Int32)
  /// zlib refused to compress; `code` is its return value.
  case compressionFailed(code: Int32)
  /// The caller's `progress` asked to stop.
  case cancelled
}

extension SimulationError: CustomStringConvertible {
  /// One or two sentences: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .tooFewLines(let requested, let minimum):
      "\(requested) lines are too few: the planted cases and the traffic around them need at least"
        + " \(minimum). Ask for --lines \(minimum) or more."
    case .outOfRange(let option, let value, let allowed):
      "--\(option) \(value) is out of range: it must be from \(allowed.lowerBound) to"
        + " \(allowed.upperBound)."
    case .directoryNotEmpty(let path):
      "\"\(path)\" is not empty. Name a new or an empty directory; nothing is overwritten."
    case .notDirectory(let path):
      "\"\(path)\" is not a directory. Name a new or an empty directory."
    case .directoryFailed(let path, let code):
      "The directory \"\(path)\" cannot be used: \(SystemCalls.reason(code))."
    case .writeFailed(let path, let code):
      "\"\(path)\" cannot be written: \(SystemCalls.reason(code))."
        + " What had been written of the night was removed."
    case .compressionFailed(let code):
      "zlib could not compress (code \(code)). What had been written of the night was removed."
    case .cancelled:
      "The simulation was stopped. What had been written of the night was removed."
    }
  }
}

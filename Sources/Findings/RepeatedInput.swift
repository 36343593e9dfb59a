public import Bytes

/// An input that is the same as another one and was counted nevertheless.
public struct RepeatedInput: Sendable, Equatable {
  /// Path of the input.
  public var path: ByteString
  /// Path of the first input with the same SHA-256.
  public var original: ByteString
  /// Lines that may have been counted twice.
  public var lines: Int
}

extension AuditReport {
  /// Inputs with lines whose files are the same, by SHA-256, as an earlier one's, and that count: content
  /// below 4,096 bytes, damaged files and streams are never duplicates (SPEC section 2).
  public var repeatedInputs: [RepeatedInput] {
    var originals: [String: ByteString] = [:]
    return inputs.compactMap { input in
      guard input.duplicateOf == nil, input.lines > 0 else { return nil }
      guard let original = originals[input.sha256] else {
        originals[input.sha256] = input.path
        return nil
      }
      return RepeatedInput(path: input.path, original: original, lines: input.lines)
    }
  }
}

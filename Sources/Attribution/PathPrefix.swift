internal import Bytes

/// Comparisons of a request's path with a configured one, byte by byte as sent.
enum PathPrefix {
  /// Whether the bytes in `range` start with `prefix`.
  static func starts(_ bytes: Span<UInt8>, _ range: Range<Int>, with prefix: [UInt8]) -> Bool {
    guard range.count >= prefix.count else { return false }
    for index in prefix.indices where bytes[range.lowerBound + index] != prefix[index] {
      return false
    }
    return true
  }

  /// Whether the path is `parent` or below it; `parent` has no trailing `/`.
  static func contains(_ parent: [UInt8], _ bytes: Span<UInt8>, _ path: Range<Int>) -> Bool {
    guard starts(bytes, path, with: parent) else { return false }
    let next = path.lowerBound + parent.count
    return next == path.upperBound || bytes[next] == 0x2F
  }

  /// Whether the path is `other`, one trailing `/` aside; `other` has none.
  static func equals(_ other: [UInt8], _ bytes: Span<UInt8>, _ path: Range<Int>) -> Bool {
    let rest = path.count - other.count
    guard rest == 0 || rest == 1, starts(bytes, path, with: other) else { return false }
    return rest == 0 || bytes[path.upperBound - 1] == 0x2F
  }
}

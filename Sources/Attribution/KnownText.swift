internal import Bytes

/// A text of the policy or of a template, compared with a request's bytes eight at a time, as sent.
struct KnownText: Sendable {
  /// The text.
  let bytes: [UInt8]
  /// Its first eight bytes, zeros behind a shorter one.
  private let word: UInt64

  /// A text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    word = WordScan.prefix(bytes.span, 0, min(bytes.count, 8))
  }

  /// Number of bytes.
  var count: Int { bytes.count }

  /// Whether `range` of `other` starts with the text.
  @inline(__always)
  func starts(_ other: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= count else { return false }
    let start = range.lowerBound
    guard WordScan.prefix(other, start, min(count, 8)) == word else { return false }
    return count <= 8
      || ByteSearch.equal(bytes.span, 8..<count, other, start + 8..<start + count)
  }

  /// Whether `range` of `other` is the text.
  @inline(__always)
  func equals(_ other: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == count && starts(other, range)
  }

  /// Whether the path in `range` of `other` is this one or below it; the text has no trailing `/`.
  @inline(__always)
  func contains(_ other: Span<UInt8>, _ path: Range<Int>) -> Bool {
    guard starts(other, path) else { return false }
    let next = path.lowerBound + count
    return next == path.upperBound || other[next] == 0x2F
  }

  /// Whether the path in `range` of `other` is this one, one trailing `/` aside; the text has none.
  @inline(__always)
  func isPath(_ other: Span<UInt8>, _ path: Range<Int>) -> Bool {
    let rest = path.count - count
    guard rest == 0 || rest == 1, starts(other, path) else { return false }
    return rest == 0 || other[path.upperBound - 1] == 0x2F
  }
}

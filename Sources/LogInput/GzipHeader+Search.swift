internal import Bytes

/// Where members may begin, told by ten bytes.
extension GzipHeader {
  /// The first place in `range` of `bytes` whose fixed part, which ends within the range, looks as
  /// compressors write it; O(n).
  ///
  /// Compressed data looks so by chance once in some ten thousand million bytes.
  static func firstLikely(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var start = range.lowerBound
    while range.upperBound - start >= fixedSize,
      let next = ByteSearch.first(magic[0], in: bytes, start..<range.upperBound - fixedSize + 1)
    {
      if isLikely(bytes, at: next) { return next }
      start = next + 1
    }
    return nil
  }

  /// Whether the ten bytes at `start` look like a header: magic bytes, deflate, no reserved flag, and the
  /// level and the system as RFC 1952 names them.
  static func isLikely(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    let level = bytes[start + 8]
    let system = bytes[start + 9]
    return bytes[start] == magic[0] && bytes[start + 1] == magic[1] && bytes[start + 2] == deflate
      && bytes[start + 3] & reservedFlags == 0 && (level == 0 || level == 2 || level == 4)
      && (system <= 13 || system == 255)
  }
}

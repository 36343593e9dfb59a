internal import Bytes

/// Line feeds in runs of bytes.
enum LineFeeds {
  /// LF, which ends a line.
  static let byte: UInt8 = 0x0A

  /// How many LFs are in `range` of `bytes`; O(n).
  static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    ByteSearch.count(byte, in: bytes, range)
  }
}

/// Line feeds in runs of bytes.
enum LineFeeds {
  /// LF, which ends a line.
  static let byte: UInt8 = 0x0A

  /// A run whose count fits 16 bits: the compiler then compares many bytes at once. Counting into
  /// an `Int` is some seven times slower, and vectors written by hand are slower still (Swift 6.3).
  private static let run = 32_768

  /// How many LFs are in `range` of `bytes`; O(n).
  static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      var total = 0
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(start + run, range.upperBound)
        var count: UInt16 = 0
        // SAFETY: the range was checked against the buffer.
        for index in start..<end where unsafe buffer[index] == byte { count &+= 1 }
        total += Int(count)
        start = end
      }
      return total
    }
  }
}

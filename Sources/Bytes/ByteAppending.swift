extension Array where Element == UInt8 {
  /// Appends `range` of `bytes` in one copy; O(length).
  public mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      // SAFETY: the buffer is only read while the span that lends it is alive.
      unsafe append(contentsOf: buffer)
    }
  }
}

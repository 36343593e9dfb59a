#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Searches over raw bytes by the C library, whose loops are vectorised; a Swift loop with an early
/// exit is not (measured on Swift 6.3: one byte a step).
public enum ByteSearch {
  /// Position of the first `byte` in `range` of `bytes`, or nil; O(n).
  public static func first(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    if range.isEmpty { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      // SAFETY: the range was checked against the buffer, and memchr stays within its count.
      guard let base = buffer.baseAddress,
        let hit = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
  }

  /// Position of the last `byte` in `range` of `bytes`, or nil; O(n).
  public static func last(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    var position = range.upperBound
    while position > range.lowerBound {
      position &-= 1
      if bytes[position] == byte { return position }
    }
    return nil
  }

  /// Whether two runs of bytes are equal; O(n).
  public static func equal(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    precondition(leftRange.lowerBound >= 0 && leftRange.upperBound <= left.count, "range outside")
    precondition(
      rightRange.lowerBound >= 0 && rightRange.upperBound <= right.count, "range outside")
    guard leftRange.count == rightRange.count else { return false }
    if leftRange.isEmpty { return true }
    return unsafe left.withUnsafeBufferPointer { leftBuffer in
      unsafe right.withUnsafeBufferPointer { rightBuffer in
        // SAFETY: both ranges were checked against their buffers and have the same count.
        guard let leftBase = leftBuffer.baseAddress, let rightBase = rightBuffer.baseAddress
        else { return false }
        return unsafe memcmp(
          leftBase + leftRange.lowerBound, rightBase + rightRange.lowerBound, leftRange.count) == 0
      }
    }
  }
}

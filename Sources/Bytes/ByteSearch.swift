internal import CIntrinsics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Searches over raw bytes: by the C library, whose loops are vectorised, where runs are long; a Swift
/// loop with an early exit is not (measured on Swift 6.3: one byte a step).
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

  /// How many of the bytes in `range` of `bytes` are `byte`; O(n), sixteen a step.
  public static func count(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      // SAFETY: the range was checked against the buffer, and no byte outside it is read.
      return Int(unsafe byte_count(base + range.lowerBound, UInt64(range.count), byte))
    }
  }

  /// Whether two runs of bytes are equal; O(n).
  @inlinable
  public static func equal(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    precondition(leftRange.lowerBound >= 0 && leftRange.upperBound <= left.count, "range outside")
    precondition(
      rightRange.lowerBound >= 0 && rightRange.upperBound <= right.count, "range outside")
    let count = leftRange.count
    guard count == rightRange.count else { return false }
    let one = leftRange.lowerBound
    let other = rightRange.lowerBound
    if count < 8 {
      return WordScan.prefix(left, one, count) == WordScan.prefix(right, other, count)
    }
    // SAFETY: UInt8 is plain memory; the views live no longer than the spans.
    let (left, right) = unsafe (left.bytes, right.bytes)
    func differ(_ offset: Int) -> Bool {
      // SAFETY: eight bytes from an offset of at most `count - 8` lie in both ranges, which were checked.
      unsafe left.unsafeLoadUnaligned(fromUncheckedByteOffset: one &+ offset, as: UInt64.self)
        != right.unsafeLoadUnaligned(fromUncheckedByteOffset: other &+ offset, as: UInt64.self)
    }
    var offset = 0
    while offset < count &- 8 {
      if differ(offset) { return false }
      offset &+= 8
    }
    return !differ(count &- 8)
  }
}

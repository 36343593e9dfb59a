/// Byte tests on eight bytes at once, for runs that are mostly shorter than a call to the C
/// library.
///
/// Every function is written on 64-bit words in little-endian order, so that the lowest marked byte
/// is the first one. Marks above the lowest may be false (borrows run upwards); only the lowest is
/// used.
public enum WordScan {
  /// 0x01 in every byte.
  @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
  /// The top bit of every byte.
  @usableFromInline static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes from `position`, the first one lowest; all of them must be inside `bytes`.
  @inlinable
  @inline(__always)
  public static func word(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
    // SAFETY: the load traps outside the span, and every bit pattern is a UInt64.
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// The first eight bytes of `start..<start + count`, or as many as there are, zeros behind them.
  @inlinable
  @inline(__always)
  public static func prefix(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
    if count >= 8 { return word(bytes, start) }
    if start &+ 8 <= bytes.count {
      return word(bytes, start) & ((1 &<< (UInt64(truncatingIfNeeded: count) &* 8)) &- 1)
    }
    var result: UInt64 = 0
    for index in 0..<count { result |= UInt64(bytes[start &+ index]) &<< UInt64(index &* 8) }
    return result
  }

  /// Position of the first `byte` in `start..<end`, or `end`; O(n).
  @inlinable
  @inline(__always)
  public static func first(_ byte: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    first(in: bytes, start, end) { marks(of: byte, in: $0) }
  }

  /// Position of the first of two bytes in `start..<end`, or `end`; O(n).
  @inlinable
  @inline(__always)
  public static func first(
    _ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) { marks(of: one, in: $0) | marks(of: other, in: $0) }
  }

  /// Position of the first of three bytes in `start..<end`, or `end`; O(n).
  @inlinable
  @inline(__always)
  public static func first(
    _ one: UInt8, or other: UInt8, or third: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) {
      marks(of: one, in: $0) | marks(of: other, in: $0) | marks(of: third, in: $0)
    }
  }

  /// Position of the first of two bytes or of a control character (below 0x20) in `start..<end`, or
  /// `end`; O(n).
  @inlinable
  @inline(__always)
  public static func firstOrControl(
    _ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) {
      marks(of: one, in: $0) | marks(of: other, in: $0) | (($0 &- ones &* 0x20) & ~$0 & tops)
    }
  }

  /// The top bit of every byte of `word` that is `byte`.
  @inlinable
  @inline(__always)
  static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & tops
  }

  /// The loop behind the searches: a word may reach beyond `end` but not beyond the span, so that
  /// most runs take one step.
  @inlinable
  @inline(__always)
  static func first(
    in bytes: Span<UInt8>, _ start: Int, _ end: Int, _ marks: (UInt64) -> UInt64
  ) -> Int {
    var position = start
    while position < end {
      if position &+ 8 <= bytes.count {
        let found = marks(word(bytes, position))
        if found != 0 { return min(position &+ found.trailingZeroBitCount / 8, end) }
        position &+= 8
      } else {
        // The blanks above the byte keep the word from being full of control characters.
        if marks(UInt64(bytes[position]) | (ones &* 0x20 &- 0x20)) & 0x80 != 0 { return position }
        position &+= 1
      }
    }
    return end
  }
}

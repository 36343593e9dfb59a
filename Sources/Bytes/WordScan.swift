public import CIntrinsics

/// Byte tests on eight or sixteen bytes at once, for runs that are mostly shorter than a call to the C
/// library.
public enum WordScan {
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
    first(in: bytes, start, end) { byte_scan_one($0, byte) }
  }

  /// Position of the last `byte` in `start..<end`, at most 32 bytes, or nil; O(1).
  @inlinable
  @inline(__always)
  public static func last(
    _ byte: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    precondition(end &- start <= 32, "more than 32 bytes")
    let low = byte_scan_one(paddedVector(bytes, start), byte)
    let high = end &- start > 16 ? byte_scan_one(paddedVector(bytes, start &+ 16), byte) : 0
    let inside = (1 &<< UInt64(truncatingIfNeeded: max(0, end &- start))) &- 1
    let found = (UInt64(low) | UInt64(high) &<< 16) & inside
    return found == 0 ? nil : start &+ 63 &- found.leadingZeroBitCount
  }

  /// Position of the first of two bytes in `start..<end`, or `end`; O(n).
  @inlinable
  @inline(__always)
  public static func first(
    _ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) { byte_scan_two($0, one, other) }
  }

  /// Position of the first of three bytes in `start..<end`, or `end`; O(n).
  @inlinable
  @inline(__always)
  public static func first(
    _ one: UInt8, or other: UInt8, or third: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) { byte_scan_three($0, one, other, third) }
  }

  /// Position of the first of two bytes or of a control character (below 0x20) in `start..<end`, or
  /// `end`; O(n).
  @inlinable
  @inline(__always)
  public static func firstOrControl(
    _ one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    first(in: bytes, start, end) { byte_scan_two_or_control($0, one, other) }
  }

  /// The loop behind the searches: a step may reach beyond `end` but not beyond the span, so that
  /// most runs take one. `marks` tells which of sixteen bytes are wanted, the first one lowest.
  @inlinable
  @inline(__always)
  static func first(
    in bytes: Span<UInt8>, _ start: Int, _ end: Int, _ marks: (SIMD16<UInt8>) -> UInt32
  ) -> Int {
    precondition(start >= 0, "start outside bytes")
    // SAFETY: UInt8 is plain memory; the view lives no longer than `bytes`.
    let raw = unsafe bytes.bytes
    var position = start
    while position < end {
      if position &+ 16 <= bytes.count {
        // SAFETY: sixteen bytes from a position of 0 or more end inside the span, and every bit pattern
        // is a vector.
        let found = marks(
          unsafe raw.unsafeLoadUnaligned(
            fromUncheckedByteOffset: position, as: SIMD16<UInt8>.self))
        if found != 0 { return min(position &+ found.trailingZeroBitCount, end) }
        position &+= 16
      } else {
        if marks(SIMD16(repeating: bytes[position])) != 0 { return position }
        position &+= 1
      }
    }
    return end
  }

  /// The sixteen bytes from `position`, zeros behind the last one.
  @inlinable
  @inline(__always)
  public static func paddedVector(_ bytes: Span<UInt8>, _ position: Int) -> SIMD16<UInt8> {
    if position &+ 16 <= bytes.count { return vector(bytes, position) }
    var result = SIMD16<UInt8>(repeating: 0)
    for index in position..<bytes.count { result[index &- position] = bytes[index] }
    return result
  }

  /// The sixteen bytes from `position`; all of them must be inside `bytes`.
  @inlinable
  @inline(__always)
  static func vector(_ bytes: Span<UInt8>, _ position: Int) -> SIMD16<UInt8> {
    // SAFETY: the load traps outside the span, and every bit pattern is a vector.
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
  }
}

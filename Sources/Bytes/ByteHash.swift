/// A fast 64-bit hash of byte runs for hash tables; never an answer by itself, keys are compared whole.
///
/// Runs hash differently in every process, so that nobody can write names which all hash alike; nothing
/// that is printed depends on it.
public enum ByteHash {
  private static let seed = UInt64.random(in: .min ... .max)

  /// Mixes two words by a 64 x 64 to 128 bit product folded to 64 bits (the step of wyhash).
  @inlinable
  public static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The hash of `range` of `bytes`; O(n), eight bytes a step.
  public static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    // SAFETY: UInt8 is plain memory; the view lives no longer than `bytes`.
    let raw = unsafe bytes.bytes
    var state = seed ^ UInt64(truncatingIfNeeded: range.count)
    var position = range.lowerBound
    let end = range.upperBound
    while end &- position >= 8 {
      // SAFETY: eight bytes from `position` end at or before `end`, which was checked above.
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
      state = mix(state ^ word, 0xA076_1D64_78BD_642F)
      position &+= 8
    }
    if position < end {
      let tail = WordScan.prefix(bytes, position, end &- position)
      state = mix(state ^ tail, 0xE703_7ED1_A0B4_28DB)
    }
    return mix(state, 0x8EBC_6AF0_9C88_C6E3)
  }

  /// The hash of a key of three small numbers.
  @inlinable
  public static func hash(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    let low = UInt64(first) | UInt64(second) &<< 32
    return mix(low ^ 0x9E37_79B9_7F4A_7C15, UInt64(third) ^ 0xA076_1D64_78BD_642F)
  }
}

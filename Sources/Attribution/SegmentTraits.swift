/// What the bytes of a segment have in common.
struct SegmentTraits {
  /// Whether every byte is one of `[0-9]`.
  private(set) var isDigits = true
  /// Whether every byte is one of `[0-9A-Fa-f]`.
  private(set) var isHexadecimal = true
  /// Whether every byte is one of `[A-Za-z0-9._-]`.
  private(set) var isWord = true
  /// Whether a byte is `:`.
  private(set) var hasColon = false
  /// Bytes that are digits.
  private(set) var digits = 0

  /// Takes in the bytes of `classes` whose bits are set in `inside`.
  @inline(__always)
  mutating func add(_ classes: ByteClasses, _ inside: UInt64) {
    let digit = classes.digit & inside
    isDigits = isDigits && digit == inside
    isHexadecimal = isHexadecimal && inside & ~classes.hexadecimal == 0
    isWord = isWord && inside & ~classes.word == 0
    hasColon = hasColon || inside & classes.colon != 0
    if digit != 0 { digits &+= digit.nonzeroBitCount }
  }
}

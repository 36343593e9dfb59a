internal import Bytes

/// Takes a path apart at its slashes, 64 bytes at a time in one pass.
struct SegmentScan {
  private var classes: ByteClasses
  /// Where the classes begin.
  private var base: Int
  private let end: Int

  /// A scan of the bytes in `range`.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    classes = ByteClasses(bytes, range.lowerBound, range.upperBound)
    base = range.lowerBound
    end = range.upperBound
  }

  /// What the bytes from `start` have in common, up to the first `/` where that ends a segment, and its
  /// position, or the range's end; segments are taken in their order. O(n).
  @inline(__always)
  mutating func next(
    _ bytes: Span<UInt8>, from start: Int, endsAtSlash: Bool
  ) -> (traits: SegmentTraits, end: Int) {
    var traits = SegmentTraits()
    var position = start
    while position < end {
      if position &- base >= 64 {
        classes = ByteClasses(bytes, position, end)
        base = position
      }
      let shift = UInt64(truncatingIfNeeded: position &- base)
      let rest = min(64 &- (position &- base), end &- position)
      let slashes = endsAtSlash ? classes.slash &>> shift : 0
      let count = min(slashes.trailingZeroBitCount, rest)
      let inside = (count == 64 ? UInt64.max : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1)
      traits.add(classes, inside &<< shift)
      position &+= count
      if count < rest { break }
    }
    return (traits, position)
  }
}

internal import Bytes

/// The order of byte strings (SPEC section 1).
enum ByteOrder {
  /// Negative if `left` stands before `right`, positive if behind, 0 if they are equal; O(n), eight
  /// bytes a step.
  static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
    compare(left.span, 0..<left.count, right.span, 0..<right.count)
  }

  /// `compare` of ranges.
  static func compare(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Int {
    let shared = min(leftRange.count, rightRange.count)
    var offset = 0
    while offset &+ 8 <= shared {
      let one = WordScan.word(left, leftRange.lowerBound &+ offset)
      let other = WordScan.word(right, rightRange.lowerBound &+ offset)
      if one != other { return one.byteSwapped < other.byteSwapped ? -1 : 1 }
      offset &+= 8
    }
    while offset < shared {
      let one = left[leftRange.lowerBound &+ offset]
      let other = right[rightRange.lowerBound &+ offset]
      if one != other { return one < other ? -1 : 1 }
      offset &+= 1
    }
    return leftRange.count - rightRange.count
  }
}

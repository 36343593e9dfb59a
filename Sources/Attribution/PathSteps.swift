internal import Bytes

/// A segment of a Learn path, or a part of a request before it, as it counts for the endpoint's name.
struct PathStep {
  /// What it is.
  enum Kind {
    case method, start, word, identifier, value, name
  }

  /// What it is.
  var kind: Kind
  /// The bytes that count; none of identifiers and values.
  var bytes: Range<Int>

  /// A step.
  @inline(__always)
  init(_ kind: Kind, _ bytes: Range<Int>) {
    self.kind = kind
    self.bytes = bytes
  }
}

/// The segments of a path without `%HH` from the left, each as the step it is (SPEC section 3, "Learn
/// endpoints").
struct PathSteps {
  /// Whether there was a segment too long to be looked at here; then it is as if the path had ended.
  private(set) var isBeyond = false
  private var classes: ByteClasses
  /// Where the classes begin.
  private var base: Int
  private var position: Int
  private let end: Int

  /// The segments in `range`, which begins behind a slash.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    classes = ByteClasses(bytes, range.lowerBound, range.upperBound)
    base = range.lowerBound
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next step; nil behind the last.
  @inline(__always)
  mutating func next(_ bytes: Span<UInt8>) -> PathStep? {
    // Behind a slash there is a segment, be it empty.
    guard position <= end else { return nil }
    var shift = UInt64(truncatingIfNeeded: position &- base)
    var slashes = shift < 64 ? classes.slash &>> shift : 0
    if slashes == 0, end &- base > 64 {
      classes = ByteClasses(bytes, position, end)
      base = position
      shift = 0
      slashes = classes.slash
      if slashes == 0, end &- base > 64 {
        isBeyond = true
        return nil
      }
    }
    let count = min(slashes.trailingZeroBitCount, end &- position)
    let segment = position..<position &+ count
    position &+= count &+ 1
    if count == 0 { return PathStep(.word, segment) }
    let inside = (count == 64 ? .max : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1) &<< shift
    if isPlainWord(inside, count, bytes[segment.lowerBound]) { return PathStep(.word, segment) }
    return step(bytes, segment, inside)
  }

  /// Whether a segment is a word by what all words but the longest have in common.
  @inline(__always)
  private func isPlainWord(_ inside: UInt64, _ count: Int, _ first: UInt8) -> Bool {
    // Without its lowest bit twice: the digits from the third on.
    var digits = classes.digit & inside
    digits &= digits &- 1
    digits &= digits &- 1
    return digits == 0 && inside & ~classes.word == 0 && count < SegmentShape.shortestHexadecimal
      && Ascii.isLetter(first)
  }

  private func step(_ bytes: Span<UInt8>, _ segment: Range<Int>, _ inside: UInt64) -> PathStep {
    var traits = SegmentTraits()
    traits.add(classes, inside)
    switch SegmentShape(bytes, segment, traits) {
    case .word: return PathStep(.word, segment)
    case .identifier: return PathStep(.identifier, segment.lowerBound..<segment.lowerBound)
    case .value: return PathStep(.value, segment.lowerBound..<segment.lowerBound)
    case .named(let length):
      return PathStep(.name, segment.lowerBound..<segment.lowerBound + length)
    }
  }
}

internal import Bytes

/// Texts of the policy or of templates, compared with a request's bytes eight at a time, as sent.
///
/// They stand behind each other in memory of their own: workers that share an array each would wait for
/// one another to count references to it.
struct KnownTexts: Sendable {
  private struct Place {
    var start: Int
    var count: Int
    /// The text's first eight bytes, zeros behind a shorter one.
    var word: UInt64
  }

  private var bytes: [UInt8] = []
  private var places: [Place] = []

  /// These texts, numbered as they come.
  init(_ texts: [[UInt8]]) {
    for text in texts {
      places.append(
        Place(
          start: bytes.count, count: text.count,
          word: WordScan.prefix(text.span, 0, min(text.count, 8))))
      bytes += text
    }
  }

  /// The texts' numbers.
  @inline(__always) var indices: Range<Int> { 0..<places.count }

  /// Number of bytes of a text.
  @inline(__always)
  func count(_ index: Int) -> Int { places[index].count }

  /// Whether `range` of `other` starts with a text.
  @inline(__always)
  func starts(_ index: Int, _ other: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let place = places[index]
    guard range.count >= place.count else { return false }
    let start = range.lowerBound
    guard WordScan.prefix(other, start, min(place.count, 8)) == place.word else { return false }
    return place.count <= 8
      || ByteSearch.equal(
        bytes.span, place.start + 8..<place.start + place.count, other,
        start + 8..<start + place.count)
  }

  /// The first text that `range` of `other` is, or nil.
  @inline(__always)
  func index(of other: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for index in indices
    where places[index].count == range.count && starts(index, other, range) {
      return index
    }
    return nil
  }

  /// The first text that `range` of `other`, whose letters may be of either case, is in lower case.
  func lowercaseIndex(of other: Span<UInt8>, _ range: Range<Int>) -> Int? {
    indices.first { index in
      let place = places[index]
      return place.count == range.count
        && (0..<place.count).allSatisfy {
          Ascii.lowercased(other[range.lowerBound + $0]) == bytes[place.start + $0]
        }
    }
  }

  /// The first text that the path in `range` of `other` is or is below of; texts have no trailing `/`.
  @inline(__always)
  func indexOfParent(of other: Span<UInt8>, _ path: Range<Int>) -> Int? {
    for index in indices where starts(index, other, path) {
      let next = path.lowerBound + places[index].count
      if next == path.upperBound || other[next] == 0x2F { return index }
    }
    return nil
  }

  /// Whether the path in `range` of `other` is one of the texts, one trailing `/` aside; they have none.
  @inline(__always)
  func holdPath(_ other: Span<UInt8>, _ path: Range<Int>) -> Bool {
    for index in indices {
      let rest = path.count - places[index].count
      if rest == 0 || rest == 1, starts(index, other, path),
        rest == 0 || other[path.upperBound - 1] == 0x2F
      {
        return true
      }
    }
    return false
  }
}

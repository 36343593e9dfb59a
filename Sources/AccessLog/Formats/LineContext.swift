internal import Bytes

/// What the `#` lines of a W3C file have said so far: carried from block to block, so that blocks
/// can be parsed by different workers.
public struct LineContext: Sendable, Equatable {
  /// The text behind `#Fields:`, nil before the first one.
  private(set) var fields: [UInt8]?
  /// The text behind `#Date:`.
  private(set) var date: [UInt8]?
  /// The text behind `#Software:`.
  private(set) var software: [UInt8]?

  /// The start of a file.
  public init() {}

  /// Takes in what the `#` lines of a block of whole lines say; O(n), by `memchr` where there are
  /// none.
  ///
  /// A line that is too long to be read says nothing, as when the block is parsed.
  public mutating func advance(over block: [UInt8]) {
    let bytes = block.span
    var position = 0
    while let hash = ByteSearch.first(0x23, in: bytes, position..<bytes.count) {
      position = hash + 1
      // A `#` elsewhere in a line means nothing.
      guard hash == 0 || bytes[hash - 1] == 0x0A else { continue }
      var end = ByteSearch.first(0x0A, in: bytes, hash..<bytes.count) ?? bytes.count
      position = end
      if bytes[end - 1] == 0x0D { end -= 1 }
      if end - hash <= LineParser.longestLine { read(bytes, hash, end) }
    }
  }

  /// Takes in the `#` line in `start..<end`.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    if let text = LineContext.text(behind: LineContext.fieldsName, bytes, start, end) {
      fields = text
    } else if let text = LineContext.text(behind: LineContext.dateName, bytes, start, end) {
      date = text
    } else if let text = LineContext.text(behind: LineContext.softwareName, bytes, start, end) {
      software = text
    }
  }

  private static let fieldsName = Array("#fields:".utf8)
  private static let dateName = Array("#date:".utf8)
  private static let softwareName = Array("#software:".utf8)

  /// What stands behind `name`, in any case of its letters, without white space around; nil if the
  /// line starts otherwise.
  private static func text(
    behind name: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> [UInt8]? {
    guard end - start >= name.count else { return nil }
    for index in name.indices where Ascii.lowercased(bytes[start + index]) != name[index] {
      return nil
    }
    var first = start + name.count
    var last = end
    while first < last, LineProgram.isSpace(bytes[first]) { first += 1 }
    while last > first, LineProgram.isSpace(bytes[last - 1]) { last -= 1 }
    var text: [UInt8] = []
    text.append(bytes, first..<last)
    return text
  }
}

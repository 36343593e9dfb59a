/// The text of a format, unquoted, with the place of each byte in what the user wrote.
struct FormatText: Sendable {
  /// The text without the quotes and escapes of the configuration.
  private(set) var bytes: [UInt8] = []
  /// Columns from 1, in bytes of the declaration, one per byte.
  private(set) var columns: [Int] = []

  /// Bytes of the text.
  var count: Int { bytes.count }

  /// The byte at `index`.
  subscript(_ index: Int) -> UInt8 { bytes[index] }

  /// The column of the byte at `index`, or of the place behind the last one.
  func column(_ index: Int) -> Int {
    index < columns.count ? columns[index] : (columns.last ?? 0) + 1
  }

  /// Adds a byte that stands at `column`.
  mutating func append(_ byte: UInt8, _ column: Int) {
    bytes.append(byte)
    columns.append(column)
  }

  /// Adds all of `other`.
  mutating func append(_ other: FormatText) {
    bytes += other.bytes
    columns += other.columns
  }

  /// Drops line ends at the end: a format that ends its own lines.
  mutating func dropLineEnd() {
    while let last = bytes.last, last == 0x0A || last == 0x0D {
      bytes.removeLast()
      columns.removeLast()
    }
  }

  /// `range` as a text of its own.
  func part(_ range: Range<Int>) -> FormatText {
    var part = FormatText()
    for index in range { part.append(bytes[index], columns[index]) }
    return part
  }

  /// `range` as a string.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Refuses what stands from `index` on, of which the first `count` bytes are quoted.
  func malformed(_ index: Int, _ count: Int = 12, expected: String) -> FormatError {
    let end = min(bytes.count, index + max(count, 1))
    return .malformed(
      text: string(min(index, end)..<end), column: column(index), expected: expected)
  }

  /// A format is at most so many bytes, so that places in its program fit 16 bits: the shortest
  /// directive, two bytes, makes at most 13 steps.
  static let longest = 8192

  /// Refuses a format of several lines, since lines of a log are read one by one, and one that is
  /// too long.
  func check() throws(FormatError) {
    if count > FormatText.longest {
      throw malformed(0, expected: "a format of at most \(FormatText.longest) bytes")
    }
    if let index = bytes.firstIndex(of: 0x0A) {
      throw .malformed(
        text: "line end", column: column(index), expected: "a format of one line, without line ends"
      )
    }
  }
}

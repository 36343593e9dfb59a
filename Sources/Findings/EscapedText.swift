internal import Bytes

/// Bytes of a line with where each of them stands in it, so that what is found behind escapes can be
/// hidden in the line.
struct EscapedText {
  /// The bytes.
  private(set) var bytes: [UInt8]
  /// Where each byte begins in the line, and behind the last where the line ends.
  private var places: [Int]

  /// A line as logged.
  init(_ line: [UInt8]) {
    bytes = line
    places = Array(0...line.count)
  }

  /// The part of the line that `range` stands for.
  func place(of range: Range<Int>) -> Range<Int> {
    places[range.lowerBound]..<places[range.upperBound]
  }

  /// The text with one layer of escapes undone: `%HH`, `\xHH`, `\u00HH`, and `\` before anything else.
  func decoded() -> EscapedText {
    var result = EscapedText([])
    result.places = []
    var position = 0
    while position < bytes.count {
      let (byte, count) = scalar(at: position)
      result.bytes.append(byte)
      result.places.append(places[position])
      position += count
    }
    result.places.append(places[bytes.count])
    return result
  }

  /// The text as it is and with up to two layers of escapes undone; fewer where there are none.
  func layers() -> [EscapedText] {
    var layers = [self]
    while layers.count < 3, let last = layers.last {
      let next = last.decoded()
      if next.bytes.count == last.bytes.count { break }
      layers.append(next)
    }
    return layers
  }

  /// The bytes with all layers undone.
  func plain() -> [UInt8] { layers().last?.bytes ?? bytes }

  private func scalar(at position: Int) -> (byte: UInt8, count: Int) {
    let first = bytes[position]
    if first == 0x25, let byte = hexadecimal(position + 1) { return (byte, 3) }
    guard first == 0x5C, position + 1 < bytes.count else { return (first, 1) }
    switch bytes[position + 1] {
    case 0x78:
      if let byte = hexadecimal(position + 2) { return (byte, 4) }
    case 0x75:
      if position + 5 < bytes.count, bytes[position + 2] == 0x30, bytes[position + 3] == 0x30,
        let byte = hexadecimal(position + 4)
      {
        return (byte, 6)
      }
    default: break
    }
    return (bytes[position + 1], 2)
  }

  private func hexadecimal(_ position: Int) -> UInt8? {
    guard position + 1 < bytes.count, let high = Ascii.hexadecimalValue(bytes[position]),
      let low = Ascii.hexadecimalValue(bytes[position + 1])
    else { return nil }
    return high << 4 | low
  }
}

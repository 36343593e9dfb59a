import Bytes
import Testing

@Suite struct IntegerTests {
  /// SPEC section 1: 1 to 18 ASCII digits, anything else is no integer.
  private static func slowly(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard (1...18).contains(bytes.count) else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  @Test func everyByteInEveryPlace() {
    for count in 1...19 {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var bytes = (0..<count).map { UInt8(0x30 + ($0 * 7 + 1) % 10) }
          bytes[place] = byte
          // Neighbours of all kinds, which do not count.
          let neighbours: [([UInt8], [UInt8])] = [
            ([], []), ([0x39], [0x39]), ([0xFF, 0x2F], [0x3A, 0xFF]),
          ]
          for (left, right) in neighbours {
            let text = left + bytes + right
            let range = left.count..<left.count + count
            #expect(
              Ascii.integer(text.span, range) == Self.slowly(text[range]),
              "\(text) in \(range)")
          }
        }
      }
    }
  }

  @Test func nothingIsNoInteger() {
    let text = Array("12".utf8)
    #expect(Ascii.integer(text.span, 1..<1) == nil)
  }
}

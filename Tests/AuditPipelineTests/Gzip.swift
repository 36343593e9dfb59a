/// Writes gzip members of stored blocks (RFC 1951 section 3.2.4, RFC 1952), so that tests know where
/// every byte lies.
enum Gzip {
  /// One member that holds `content`.
  static func member(_ content: some Collection<UInt8>) -> [UInt8] {
    var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = Array(content)[...]
    // A stored block holds at most 65,535 bytes.
    while rest.count > 65_535 {
      output += block(rest.prefix(65_535), isLast: false)
      rest = rest.dropFirst(65_535)
    }
    output += block(rest, isLast: true)
    return output + little(checksum(content)) + little(UInt32(truncatingIfNeeded: content.count))
  }

  /// Members that hold the pieces of `content` between these positions, which ascend.
  static func members(_ content: [UInt8], cutAt cuts: [Int]) -> [UInt8] {
    zip([0] + cuts, cuts + [content.count]).flatMap { member(content[$0..<$1]) }
  }

  private static func block(_ content: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
    let length = UInt16(content.count)
    let lengths = [length, ~length].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    return [isLast ? 1 : 0] + lengths + content
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  /// The CRC-32 of `content`.
  static func checksum(_ content: some Collection<UInt8>) -> UInt32 {
    ~content.reduce(~0) { value, byte in
      table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ (value >> 8)
    }
  }
}

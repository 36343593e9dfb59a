/// CRC-32 of RFC 1952, bit by bit.
func referenceCRC(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

/// Little-endian bytes of a number.
func littleEndian(_ number: UInt32, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt32(8 * $0)) }
}

/// A gzip member of stored blocks.
func storedMember(_ content: [UInt8], header: [UInt8] = plainHeader) -> [UInt8] {
  var data: [UInt8] = []
  var start = 0
  repeat {
    let part = content[start..<min(start + 65_535, content.count)]
    start += part.count
    let length = UInt32(part.count)
    data += [start == content.count ? 1 : 0]
    data += littleEndian(length, 2) + littleEndian(~length, 2) + part
  } while start < content.count
  return header + data + littleEndian(referenceCRC(content), 4)
    + littleEndian(UInt32(content.count), 4)
}

/// A gzip header without optional fields.
let plainHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

/// A header with every optional field, each of which may be empty.
func fullHeader(
  extra: [UInt8] = [1, 2, 3], name: [UInt8] = [0x61], comment: [UInt8] = [0x62, 0x63]
) -> [UInt8] {
  var header: [UInt8] = [0x1F, 0x8B, 8, 0x1F, 1, 2, 3, 4, 0, 3]
  header += littleEndian(UInt32(extra.count), 2) + extra + name + [0] + comment + [0]
  return header + littleEndian(referenceCRC(header) & 0xFFFF, 2)
}

/// SplitMix64: small, seeded, the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator whose numbers depend on the seed only.
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

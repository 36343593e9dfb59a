internal import Findings

/// Line samples as bytes: of each, in order, how many minutes it is after the one before, from minute 0,
/// in zigzag LEB128, then the hash, eight bytes, little-endian.
enum SampleBlob {
  /// The bytes of samples in any order.
  static func encoded(_ samples: [LineSample]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(samples.count * 10)
    var last: Int64 = 0
    for sample in samples.sorted() {
      let step = sample.minute &- last
      var rest = UInt64(bitPattern: (step &<< 1) ^ (step &>> 63))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: sample.hash >> UInt64(shift)))
      }
      last = sample.minute
    }
    return bytes
  }

  /// The samples in order, nil if the bytes are not what `encoded` gives.
  static func decoded(_ bytes: [UInt8]) -> [LineSample]? {
    var samples: [LineSample] = []
    var rest = bytes[...]
    var minute: Int64 = 0
    while !rest.isEmpty {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        guard let byte = rest.popFirst(), shift < 64 else { return nil }
        value |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      minute &+= Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
      guard rest.count >= 8 else { return nil }
      var hash: UInt64 = 0
      for byte in rest.prefix(8).reversed() { hash = hash << 8 | UInt64(byte) }
      rest = rest.dropFirst(8)
      samples.append(LineSample(minute: minute, hash: hash))
    }
    return samples
  }
}

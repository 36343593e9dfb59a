/// A hash of what a benchmark worked out, so that neither the optimiser nor a faulty change can leave
/// work out unseen. The same on every machine; no defence against anybody (FNV-1a over 64-bit words).
struct ResultHash: Hashable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a number.
  mutating func add(_ number: Int64) {
    state = (state ^ UInt64(bitPattern: number)) &* 0x0000_0100_0000_01B3
    // FNV never carries high bits down, so that numbers that differ there alone would collide.
    state ^= state >> 29
  }

  /// Adds a number.
  mutating func add(_ number: Int) { add(Int64(number)) }

  /// Adds bytes and how many they are.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var count = 0
    for byte in bytes {
      add(Int64(byte))
      count += 1
    }
    add(count)
  }

  /// 16 hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same on every machine.
struct RandomBits: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The stream of `seed`.
  init(seed: UInt64) {
    state = seed
  }

  /// A stream of its own for every pair of `seed` and `purpose`.
  init(seed: UInt64, purpose: UInt64) {
    state = RandomBits.mixed(seed &+ RandomBits.mixed(purpose))
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return RandomBits.mixed(state)
  }

  /// Uniform in `0..<bound`, for `bound` from 1 to 2^32; the bias is below 2^-32.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// Uniform in `range`, which is not empty.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `percent` of 100 draws.
  mutating func chance(percent: Int) -> Bool {
    below(100) < percent
  }

  /// A bijection on 64 bits that scatters neighbours.
  static func mixed(_ value: UInt64) -> UInt64 {
    var bits = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

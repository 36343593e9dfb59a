/// A small seeded generator of random numbers (Steele, Lea, Flood: "Fast Splittable Pseudorandom
/// Number Generators"), so that a printed seed repeats a failing test.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The sequence of this seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An integer of the range.
  public mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// True in `percent` of 100 cases.
  public mutating func chance(_ percent: Int) -> Bool {
    integer(1...100) <= percent
  }

  /// One of these; the first one when drawn from an empty list is the programmer's error.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    precondition(!elements.isEmpty, "nothing to pick from")
    return elements[integer(0...(elements.count - 1))]
  }

  /// A value in `percent` of 100 cases, else nil.
  mutating func maybe<Value>(_ percent: Int, _ value: (inout SplitMix64) -> Value?) -> Value? {
    chance(percent) ? value(&self) : nil
  }
}

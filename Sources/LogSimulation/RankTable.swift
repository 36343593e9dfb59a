/// Draws ranks by weight in constant time (alias method; Walker 1977, Vose 1991).
struct RankTable: Sendable {
  /// Chance, out of 2^32, that a draw which hits the slot keeps it.
  private let thresholds: [UInt32]
  private let aliases: [UInt32]

  /// Ranks `0..<weights.count`, at least one, with non-negative weights below 2^31 each.
  init(weights: [Int]) {
    precondition(!weights.isEmpty, "a rank table needs a rank")
    let count = weights.count
    let total = weights.reduce(0, +)
    precondition(total > 0, "a rank table needs a positive weight")
    // In units of total / count, so that an average rank weighs `total`.
    var scaled = weights.map { $0 * count }
    var thresholds = [UInt32](repeating: .max, count: count)
    var aliases = (0..<count).map { UInt32($0) }
    var small = (0..<count).filter { scaled[$0] < total }
    var large = (0..<count).filter { scaled[$0] >= total }
    while let slot = small.popLast(), let donor = large.popLast() {
      thresholds[slot] = UInt32(Double(scaled[slot]) / Double(total) * 4_294_967_295)
      aliases[slot] = UInt32(donor)
      scaled[donor] -= total - scaled[slot]
      if scaled[donor] < total { small.append(donor) } else { large.append(donor) }
    }
    self.thresholds = thresholds
    self.aliases = aliases
  }

  /// Zipf-Mandelbrot: rank r weighs 1 / (r + 1 + flattening); no powers, so the same everywhere.
  init(zipf count: Int, flattening: Int = 1) {
    self.init(weights: RankTable.zipfWeights(count, flattening: flattening))
  }

  /// The weights of `init(zipf:flattening:)`.
  static func zipfWeights(_ count: Int, flattening: Int = 1) -> [Int] {
    (0..<count).map { max(1, 1_000_000_000 / ($0 + 1 + flattening)) }
  }

  /// A rank.
  func draw(_ random: inout RandomBits) -> Int {
    let bits = random.next()
    let count = UInt64(truncatingIfNeeded: thresholds.count)
    let slot = Int(truncatingIfNeeded: ((bits >> 32) &* count) >> 32)
    return UInt32(truncatingIfNeeded: bits) <= thresholds[slot] ? slot : Int(aliases[slot])
  }
}

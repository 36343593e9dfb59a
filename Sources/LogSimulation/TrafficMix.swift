/// How many lines of the background are of which kind; exact, whatever is drawn.
struct TrafficMix: Sendable {
  /// Kinds whose number is fixed; the rest are accepted Knewton requests with a token.
  enum Kind: Int, Sendable, CaseIterable {
    /// Knewton requests with a token, refused.
    case refusedTriple
    /// Knewton requests without a token.
    case pair
    /// Knewton requests without a token, refused.
    case refusedPair
    /// Learn requests of browsers, without developer group.
    case browser
    /// Requests of neither service.
    case other
    /// Learn requests of browsers with a field that is no number.
    case badField
    /// Empty lines.
    case blank
    /// Lines that are no records.
    case malformed
  }

  /// Lines of the background.
  let lines: Int
  /// Requests of each developer group, by rank.
  let groupAttempts: [Int]
  /// Learn requests that are refused.
  let learnRefusals: Int
  /// Lines of each kind, by `Kind.rawValue`.
  let kinds: [Int]

  /// The mix of `lines` lines, of which `refusals` are refused.
  init(lines: Int, refusals: Int) {
    self.lines = lines
    let weights = RankTable.zipfWeights(LearnGroup.count)
    let total = weights.reduce(0, +)
    let learn = lines * 46 / 100
    // Both products stay below 10^9 lines x 5 x 10^8 of weight = 5 x 10^17.
    groupAttempts = weights.map { learn * $0 / total }
    let refusedTriples = refusals * 20 / 100
    let refusedPairs = refusals * 5 / 100
    learnRefusals = refusals - refusedTriples - refusedPairs
    kinds = Kind.allCases.map { kind in
      switch kind {
      case .refusedTriple: refusedTriples
      case .pair: lines * 5 / 100
      case .refusedPair: refusedPairs
      case .browser: lines * 3 / 100
      case .other: lines * 4 / 100
      case .badField: lines * 8 / 10_000
      case .blank: lines * 5 / 10_000
      case .malformed: lines * 6 / 10_000
      }
    }
  }

  /// How many of `count` lines, spread evenly over the background, stand before `position`.
  func before(_ position: Int, of count: Int) -> Int {
    position * count / lines
  }
}

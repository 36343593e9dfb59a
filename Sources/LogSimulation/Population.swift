/// Who calls: tokens, applications and addresses, in numbers that grow slowly with the night.
struct Population: Sendable {
  /// Tokens of Learn, one per group, application, site and period.
  let learnTokens: TokenTable
  /// Tokens of Knewton, by rank.
  let knewtonTokens: TokenTable
  /// Draws a Knewton token by rank.
  let knewtonRanks: RankTable
  /// Application URIs of Knewton partners.
  let partners: [[UInt8]]
  /// Learning instances, registrations and accounts of Knewton.
  let ids: PathTemplate.IDSpace
  /// How often a Learn token is renewed in the night.
  private let renewals: Int
  /// Number of each group's first token.
  private let firstTokens: [Int]

  /// Ranks of the Knewton tokens that are refused now and then; the others never are.
  static let refusedTokens = [3, 9, 27]

  /// The callers of a night of so many lines.
  init(seed: UInt64, lines: Int, groups: [LearnGroup]) {
    // 2000 tokens at 300,000 lines, growing with the square root; half of them Learn's.
    let tokens = Int((Double(lines) / 300_000).squareRoot() * 2000)
    var pairs = 0
    var firstTokens: [Int] = []
    for group in groups {
      firstTokens.append(pairs)
      pairs += group.apps.count * group.sites.count
    }
    let renewals = min(24, max(1, tokens / 2 / pairs))
    self.renewals = renewals
    self.firstTokens = firstTokens.map { $0 * renewals }
    learnTokens = TokenTable(
      count: pairs * renewals, length: 32, scheme: "Bearer ", seed: seed, purpose: 0x2000)
    let knewtonCount = min(200_000, max(100, tokens / 2))
    knewtonTokens = TokenTable(
      count: knewtonCount, length: 56, scheme: "Bearer ", seed: seed, purpose: 0x2001)
    knewtonRanks = RankTable(zipf: knewtonCount, flattening: 10)
    partners = (0..<60).map { number in
      let vendor = Words.vendors[number % Words.vendors.count].utf8.filter {
        $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A
      }
      return Array("https://app\(number).".utf8) + vendor.map { $0 | 0x20 }
        + Array(".example/tutor".utf8)
    }
    ids = PathTemplate.IDSpace(
      instances: max(1000, lines / 200), registrations: max(5000, lines / 50))
  }

  /// Number of the Learn token that an application of a group uses on a site at a time.
  func learnToken(
    group: Int, app: Int, site: Int, of groups: [LearnGroup], arrival: Int
  ) -> Int {
    let pair = site * groups[group].apps.count + app
    return firstTokens[group] + pair * renewals + arrival * renewals / LoadCurve.length
  }
}

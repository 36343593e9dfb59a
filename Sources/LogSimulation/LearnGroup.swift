/// A developer group of the background: who it is, what it may do and how much it will do.
struct LearnGroup: Sendable {
  /// How the group's responses tell when the window ends; all mean the end of the night.
  enum ResetStyle: Int, Sendable, CaseIterable {
    case epochSeconds, secondsRemaining, epochMilliseconds
    /// No reset header; refusals say `Retry-After` (the vendor's way since 2024-06-04).
    case retryAfter
  }

  /// Name, may hold blanks.
  var name: [UInt8]
  /// Keys of its applications.
  var apps: [[UInt8]]
  /// Host names of its sites, the busiest first.
  var sites: [[UInt8]]
  /// Draws a site by rank.
  var siteRanks: RankTable
  /// Whether the log names the site by the host alone.
  var namesHost: Bool
  /// Whether its quota was raised by contract.
  var isProduction: Bool
  /// Requests of the whole night.
  var attempts: Int
  /// Calls per day; requests beyond it are refused.
  var quota: Int
  /// Sites it may be registered on.
  var siteQuota: Int
  /// How its responses tell when the window ends.
  var resetStyle: ResetStyle

  /// Whether the policy names it; else its quotas are the documented ones.
  var isInPolicy: Bool { quota != 10_000 || siteQuota != 6 || isProduction }
  /// Requests refused over the whole night.
  var refusals: Int { max(0, attempts - quota) }
}

extension LearnGroup {
  /// Groups of the background, by rank.
  static let count = 40
  /// Ranks that run out of quota before the night ends.
  static let throttledRanks = [2, 5, 11]
  /// Ranks below are production groups with many sites.
  static let productionCount = 12

  /// The groups by rank, with `attempts` requests each, of which `refusals` are refused in all.
  static func makeAll(seed: UInt64, attempts: [Int], refusals: Int) -> [LearnGroup] {
    let throttled = throttledRanks.reduce(0) { $0 + attempts[$1] }
    var left = refusals
    return attempts.indices.map { rank in
      var group = LearnGroup(seed: seed, rank: rank, attempts: attempts[rank])
      if throttledRanks.contains(rank) {
        let isLast = rank == throttledRanks.last
        let share = isLast ? left : refusals * attempts[rank] / throttled
        group.quota = max(1, attempts[rank] - share)
        left -= share
      }
      return group
    }
  }

  private init(seed: UInt64, rank: Int, attempts: Int) {
    var random = RandomBits(seed: seed, purpose: 0x1000 + UInt64(rank))
    isProduction = rank < Self.productionCount
    let siteCount = isProduction ? 6 + 48 / (rank + 1) : 1 + rank % 4
    let product =
      Words.vendors[rank % Words.vendors.count] + " "
      + Words.products[rank % Words.products.count]
    name = Array((isProduction ? product : product + " - Development Team \(rank % 3 + 1)").utf8)
    apps = (0..<(1 + rank % 3)).map { _ in Words.uuid(&random) }
    // 7 shares no factor with the 300 names, so a group never meets a site twice.
    sites = (0..<siteCount).map { Words.site(rank * 31 + $0 * 7) }
    siteRanks = RankTable(zipf: siteCount)
    namesHost = rank % 5 == 4
    siteQuota = isProduction ? siteCount * 2 : 6
    resetStyle = ResetStyle.allCases[rank % ResetStyle.allCases.count]
    self.attempts = attempts
    // At most 60 percent of the quota is used, so the verdict is clear; small groups have what is
    // documented, and others get theirs by contract in whole thousands.
    let ample = attempts * 5 / 3 + 1
    quota = ample <= 10_000 ? 10_000 : (ample + 999) / 1000 * 1000
  }
}

import Bytes
import TestSupport
import Testing

@testable import Findings

/// Forecasts of calls, on series whose future is known.
@Suite struct CallForecastTests {
  private static let quota = 10_000
  private static let first = SyntheticCalls.first

  private static func forecast(_ days: [Int]) -> QuotaForecast {
    .calls(days.map { $0 }, first: first, quota: quota)
  }

  /// The first day of the real series behind the known ones that is over the quota.
  private static func truth(_ days: [Int], behind known: Int) -> Int? {
    days[known...].firstIndex { $0 > quota }.map { first + $0 }
  }

  @Test func theIntervalHoldsTheTrueDayInFourOfFiveSeries() {
    var random = SplitMix64(seed: 7)
    var (told, held, silent) = (0, 0, 0)
    for _ in 0..<150 {
      var group = SyntheticCalls(level: Double.random(in: 3000...5000, using: &random))
      group.growth = Double.random(in: 0.003...0.01, using: &random)
      group.scatter = Double.random(in: 0.03...0.2, using: &random)
      let known = random.pick([35, 60, 91])
      let days = group.days(known + 500, &random)
      guard !days[..<known].contains(where: { $0 > Self.quota }),
        let truth = Self.truth(days, behind: known)
      else { continue }
      guard let crossing = Self.forecast(Array(days[..<known])).crossing else {
        silent += 1
        continue
      }
      told += 1
      if crossing.earliest <= truth, truth <= crossing.latest ?? .max { held += 1 }
    }
    print("forecasts: the interval held the true day in \(held) of \(told); silent in \(silent)")
    #expect(told >= 60)
    #expect(held * 100 >= told * 80)
  }

  @Test func aSteadyRiseIsForecastToTheDay() throws {
    // 5,000 calls and 50 more each day: 10,000 on day 100, more on day 101.
    let days = (0..<60).map { 5000 + 50 * $0 }
    let crossing = try #require(Self.forecast(days).crossing)
    #expect(crossing.day == Self.first + 101)
    #expect(crossing.earliest == crossing.day)
    #expect(crossing.latest == crossing.day)
    #expect(crossing.basisDays == 60)
  }

  @Test func theForecastFallsOnABusyWeekday() throws {
    var group = SyntheticCalls(level: 4500, growth: 0.008, scatter: 0)
    group.weekdays = [1, 1, 1, 1.5, 1, 0.2, 0.2]
    var random = SplitMix64(seed: 1)
    let days = group.days(400, &random)
    let known = 56
    let truth = try #require(Self.truth(days, behind: known))
    let crossing = try #require(Self.forecast(Array(days[..<known])).crossing)
    #expect(WeekdayFactors.weekday(crossing.day) == 3, "a Thursday")
    #expect(crossing.day == truth)
  }

  @Test func flatNoiseIsNoTrend() {
    var random = SplitMix64(seed: 3)
    var forecasts = 0
    for _ in 0..<100 {
      let group = SyntheticCalls(
        level: 7000, scatter: Double.random(in: 0.02...0.1, using: &random))
      let days = group.days(random.pick([35, 60, 91]), &random)
      guard !days.suffix(28).contains(where: { $0 > Self.quota }) else { continue }
      switch Self.forecast(days) {
      case .day: forecasts += 1
      case .silent(let reason): #expect(reason == .noTrend || reason == .beyondHorizon)
      }
    }
    print("forecasts on flat noise: \(forecasts) of 100")
    #expect(forecasts <= 3, "one in two hundred would be by chance")
  }

  @Test func weekdaysAloneCrossNothing() {
    // Mondays are at 99 % of the quota, each of them, and the weekend is quiet.
    let week = [9900, 9000, 9000, 9000, 8000, 200, 100]
    for length in 28...41 {
      let days = (0..<length).map { week[$0 % 7] }
      #expect(Self.forecast(days) == .silent(.noTrend), "\(length) days")
    }
  }

  @Test func aStepIsNoTrend() {
    let days = (0..<90).map { $0 < 40 ? 3000 + $0 % 3 : 6000 - $0 % 5 }
    #expect(Self.forecast(days) == .silent(.noTrend))
  }

  @Test func aFallIsNoTrend() {
    #expect(Self.forecast((0..<60).map { 9000 - 50 * $0 }) == .silent(.noTrend))
  }

  @Test func whatTheDaysDoNotCarryIsNotSaid() {
    let rising = (0..<60).map { 5000 + 50 * $0 }
    #expect(Self.forecast(Array(rising.prefix(27))) == .silent(.tooFewDays))
    #expect(Self.forecast([]) == .silent(.tooFewDays))
    #expect(Self.forecast(Array(repeating: 0, count: 100)) == .silent(.tooFewDays))
    #expect(Self.forecast((0..<60).map { 1000 + 10 * $0 }) == .silent(.beyondHorizon))
    #expect(Self.forecast(rising + [10_001]) == .silent(.exceeded))
    #expect(Self.forecast(rising + [10_000]) != .silent(.exceeded), "the quota itself is none over")
    let old = [10_001] + Array(rising.prefix(40))
    #expect(Self.forecast(old).crossing != nil, "long ago is not now")
  }

  @Test func unknownDaysAreSkipped() throws {
    var calls: [Int?] = (0..<80).map { 5000 + 50 * $0 }
    for day in [10, 11, 12, 30, 55, 56] { calls[day] = nil }
    let crossing = try #require(
      QuotaForecast.calls(calls, first: Self.first, quota: Self.quota).crossing)
    #expect(crossing.day == Self.first + 101)
    #expect(crossing.basisDays == 74)
  }

  @Test func weekendsThatAreNeverKnownAreNeverForecast() throws {
    let calls: [Int?] = (0..<84).map { $0 % 7 > 4 ? nil : 5000 + 50 * $0 }
    let crossing = try #require(
      QuotaForecast.calls(calls, first: Self.first, quota: Self.quota).crossing)
    // Day 101 is a Wednesday.
    #expect(crossing.day == Self.first + 101)
    let friday: [Int?] = (0..<84).map { $0 % 7 > 4 ? nil : 5150 + 50 * $0 }
    let later = try #require(
      QuotaForecast.calls(friday, first: Self.first, quota: Self.quota).crossing)
    #expect(WeekdayFactors.weekday(later.day) < 5)
  }

  @Test func aFewWildDaysChangeLittle() throws {
    var days = (0..<84).map { 5000 + 50 * $0 }
    for day in [5, 23, 40] { days[day] = 9900 }
    for day in [15, 33] { days[day] = 0 }
    let crossing = try #require(Self.forecast(days).crossing)
    #expect(abs(crossing.day - Self.first - 101) <= 5)
  }

  @Test func hugeNumbersTrapNowhere() {
    let most = Array(repeating: Int.max, count: 60)
    #expect(QuotaForecast.calls(most, first: 0, quota: 1) == .silent(.exceeded))
    #expect(QuotaForecast.calls(most, first: -99_999_999, quota: .max) == .silent(.noTrend))
  }
}

import TestSupport
import Testing

@testable import Findings

/// Forecasts of sites, on registrations whose future is known.
@Suite struct SiteForecastTests {
  @Test func theIntervalHoldsTheTrueDayInThreeOfFourSeries() {
    var random = SplitMix64(seed: 5)
    var (told, held) = (0, 0)
    for _ in 0..<400 {
      // One to three sites a month for each ten days of the rate below; some chance each day.
      let perThousandDays = random.integer(60...400)
      let days = (0..<2000).filter { _ in random.integer(1...1000) <= perThousandDays }
      let known = 0..<91
      let quota = days.count(where: known.contains) + random.integer(1...20)
      guard days.count > quota,
        let crossing = QuotaForecast.sites(
          days.filter(known.contains), known: known, quota: quota
        ).crossing
      else { continue }
      told += 1
      let truth = days[quota]
      if crossing.earliest <= truth, truth <= crossing.latest ?? .max { held += 1 }
    }
    print("sites: the interval held the true day in \(held) of \(told)")
    #expect(told >= 200)
    #expect(held * 100 >= told * 75)
  }

  @Test func steadyRegistrationsAreCountedOn() throws {
    // One each ten days: 9 by day 90, the quota of 12 is passed by 4 more, 40.4 days later.
    let days = (1...9).map { $0 * 10 }
    let crossing = try #require(QuotaForecast.sites(days, known: 0..<91, quota: 12).crossing)
    #expect(crossing.day == 90 + 41)
    #expect(crossing.earliest < crossing.day)
    #expect(try #require(crossing.latest) > crossing.day)
    #expect(crossing.basisDays == 91)
  }

  @Test func clustersWidenTheInterval() throws {
    let steady = (0..<12).map { $0 * 7 + 3 }
    let clusters = Array(repeating: 10, count: 6) + Array(repeating: 80, count: 6)
    let narrow = try #require(QuotaForecast.sites(steady, known: 0..<91, quota: 20).crossing)
    let wide = try #require(QuotaForecast.sites(clusters, known: 0..<91, quota: 20).crossing)
    #expect(narrow.day == wide.day)
    #expect(wide.earliest < narrow.earliest)
    #expect(wide.latest ?? .max > narrow.latest ?? .max)
  }

  @Test func whatRegistrationsDoNotCarryIsNotSaid() {
    func forecast(_ days: [Int], _ known: Range<Int>, _ quota: Int) -> QuotaForecast {
      .sites(days, known: known, quota: quota)
    }
    #expect(forecast([1, 2, 3, 4, 5], 0..<27, 6) == .silent(.tooFewDays))
    #expect(forecast([1, 2, 3], 0..<91, 6) == .silent(.tooFewRegistrations))
    #expect(forecast([], 0..<91, 6) == .silent(.tooFewRegistrations))
    #expect(forecast([1, 20, 40, 60, 80], 0..<91, 99) == .silent(.beyondHorizon))
    #expect(forecast([1, 2, 3, 4, 5], 0..<27, 4) == .silent(.exceeded))
    #expect(forecast([1, 2], 5..<5, 4) == .silent(.tooFewDays))
  }
}

internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges one pair or triple after the other.
struct PartitionJudge {
  /// Window length in the unit of the times: 1000 ms for pairs, 60 s for triples.
  let length: Int64
  /// Milliseconds per unit.
  let unit: Int64

  /// What the limiter did to a partition's requests.
  struct MarkSums {
    var rejected = Occurrences()
    var delayed = Occurrences()
    var softLimited = 0
    var tokenLimited = Occurrences()
    var delays: [Int32] = []

    init(_ marks: [Mark]) {
      for mark in marks {
        if mark.kinds.contains(.rejected) { rejected.add(time: mark.time, place: mark.place) }
        if mark.kinds.contains(.delayed) {
          delayed.add(time: mark.time, place: mark.place)
          delays.append(mark.delay)
        }
        if mark.kinds.contains(.softLimited) { softLimited += 1 }
        if mark.kinds.contains(.tokenLimited) {
          tokenLimited.add(time: mark.time, place: mark.place)
        }
      }
      delays.sort()
    }

    func counts(attempted: Int) -> RequestCounts {
      var counts = RequestCounts()
      counts.attempted = attempted
      counts.rejected = rejected.count
      counts.delayed = delayed.count
      counts.softLimited = softLimited
      return counts
    }
  }

  /// The peaks of a judgement as a report shows them.
  func peak(_ judgement: RateJudgement) -> PeakReport {
    PeakReport(
      start: Instant(milliseconds: judgement.fixed.peakStart * unit),
      requests: judgement.fixed.peakRequests)
  }

  /// The rolling peak as a report shows it.
  func rolling(_ judgement: RateJudgement) -> PeakReport {
    PeakReport(
      start: Instant(milliseconds: judgement.rolling.start * unit),
      requests: judgement.rolling.requests)
  }

  /// The rate finding of a partition, nil when it is clear.
  func rateFinding(
    _ rule: String, _ subject: [SubjectPart], _ judgement: RateJudgement, quota: Int
  ) -> Finding? {
    let isPossible = judgement.rate.verdict == .possible
    let shown = isPossible ? rolling(judgement) : peak(judgement)
    let end = Instant(milliseconds: shown.start.milliseconds + length * unit)
    var over: [Int64] = []
    if judgement.fixed.windowsOver > 0 {
      over = [judgement.fixed.firstOver * unit, judgement.fixed.lastOver * unit]
    }
    var finding = Finding.rate(
      rule, subject, judgement.rate, limit: judgement.possibleLimit ?? quota,
      measured: shown.requests, over: over,
      window: FindingWindow(start: shown.start, end: end, lens: isPossible ? "rolling" : "utc"))
    if judgement.fixed.windowsOver > 0 { finding?.occurrences = judgement.fixed.windowsOver }
    return finding
  }
}

extension DelayReport {
  /// Nearest-rank percentiles of ascending delays, nil when there are none: the p-th is the value at
  /// rank ceil(p/100 * n).
  init?(ascending delays: [Int32]) {
    self.init(counted: delays.map { (delay: $0, requests: 1) })
  }

  /// `init(ascending:)` of delays that are each there once, with the number of their requests.
  init?(counted delays: [(delay: Int32, requests: Int)]) {
    guard let largest = delays.last?.delay else { return nil }
    let count = delays.reduce(0) { $0 + $1.requests }
    var ends: [Int] = []
    for item in delays { ends.append((ends.last ?? 0) + item.requests) }
    func rank(_ percent: Int) -> Int {
      let rank = (percent * count + 99) / 100
      return Int(delays[ends.firstIndex { $0 >= rank } ?? delays.count - 1].delay)
    }
    self.init(p50: rank(50), p95: rank(95), p99: rank(99), max: Int(largest))
  }
}

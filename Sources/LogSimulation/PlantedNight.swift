internal import Bytes

/// The planted cases: every rule broken at a known place, the same in every night.
///
/// All subjects are named `planted-...` or use clients of 198.51.100.0/24, which the background
/// never does, and `findings` lists everything that an audit finds about them.
struct PlantedNight: Sendable {
  /// All cases.
  static let cases = PlantedNight()

  /// The requests, in no particular order.
  private(set) var lines: [PlantedLine] = []
  /// What an audit must find.
  private(set) var findings: [ExpectedFinding] = []
  /// Entity observations beside the logs.
  private(set) var inventory: [(resource: String, subject: String, value: Int)] = []
  /// Quotas of groups: calls per day and sites, where not the documented ones.
  private(set) var policies: [(group: String, calls: Int?, sites: Int?)] = []

  /// Start of the night, 2026-11-20T00:00:00Z.
  static let midnight = Instant(seconds: CivilDate(year: 2026, month: 11, day: 20).epochSeconds)

  private init() {
    plantLearnCalls()
    plantLearnSites()
    plantLearnRefusals()
    plantLearnHeaders()
    plantPairs()
    plantTripleRates()
    plantTripleRefusals()
    plantEntityQueries()
    plantEntityBatches()
    plantDerivedEntities()
    plantObservedEntities()
  }

  /// Quotas of one group in the policy; nil leaves the documented one.
  mutating func setPolicy(of group: String, calls: Int? = nil, sites: Int? = nil) {
    policies.append((group, calls, sites))
  }

  /// `count` lines, one every `step` milliseconds from `start`; returns their numbers.
  @discardableResult
  mutating func plant(
    _ count: Int, from start: Int, every step: Int, _ make: (_ index: Int) -> PlantedLine
  ) -> Range<Int> {
    let begin = lines.count
    for index in 0..<count {
      var line = make(index)
      line.arrival = start + index * step
      lines.append(line)
    }
    return begin..<lines.count
  }

  /// One entity observation of the inventory.
  mutating func observe(_ resource: String, of subject: String, _ value: Int) {
    inventory.append((resource, subject, value))
  }

  /// Expects a finding of a rate rule; `start` is the start of the measured window.
  mutating func expectRate(
    _ rule: String, _ subject: [(key: String, value: String)], severity: String = "violation",
    certainty: String? = nil, measured: Int, limit: Int, start: Instant
  ) {
    findings.append(
      ExpectedFinding(
        rule: rule, severity: severity, certainty: certainty, subject: subject, measured: measured,
        limit: limit, occurrences: 1, first: start, last: start))
  }

  /// Expects a finding of a rule that counts requests: those with the numbers `counted`.
  ///
  /// `measured` is their number unless told otherwise; times and witness are theirs.
  mutating func expectRequests(
    _ rule: String, _ subject: [(key: String, value: String)], severity: String = "violation",
    counted: Range<Int>, measured: Int? = nil, limit: Int = 0
  ) {
    let byTime = counted.sorted { lines[$0].arrival < lines[$1].arrival }
    findings.append(
      ExpectedFinding(
        rule: rule, severity: severity, subject: subject, measured: measured ?? counted.count,
        limit: limit, occurrences: counted.count, first: byTime.first.map { instant(of: $0) },
        last: byTime.last.map { instant(of: $0) }, witness: byTime.first))
  }

  /// Expects a finding without a request to show for it.
  mutating func expect(
    _ rule: String, _ subject: [(key: String, value: String)], severity: String, measured: Int,
    limit: Int, occurrences: Int = 1, first: Instant? = nil, last: Instant? = nil
  ) {
    findings.append(
      ExpectedFinding(
        rule: rule, severity: severity, subject: subject, measured: measured, limit: limit,
        occurrences: occurrences, first: first, last: last))
  }

  /// When a planted line's request arrived.
  func instant(of line: Int) -> Instant {
    PlantedNight.instant(lines[line].arrival)
  }

  /// The instant so many milliseconds into the night; negative ones lie before it.
  static func instant(_ arrival: Int) -> Instant {
    Instant(milliseconds: midnight.milliseconds + Int64(arrival))
  }
}

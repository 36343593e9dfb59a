internal import Bytes
internal import Usage

/// A triple's requests minute by minute around its peak, for a figure.
///
/// The worst triples have one (`WorstPartitions`); report.json does not hold it.
public struct MinuteStrip: Sendable, Equatable, Codable, BoundedEvidence {
  /// Requests per clock minute for two hours, the peak's minute in the middle.
  public private(set) var requests: UsageSeries
  /// Requests that a minute may hold.
  public let quota: Int

  static let listed = 12
  /// Triples that have one at most.
  public static var mostFigures: Int { listed }

  private static let minute: Int64 = 60
  /// Minutes shown before that of the peak, and from it on.
  private static let half: Int64 = 60

  /// Requests of each minute, of which each may hold `quota`.
  public init(requests: UsageSeries, quota: Int) {
    self.requests = requests
    self.quota = quota
  }

  /// The two hours around second `peak` of a triple.
  init(_ usage: TripleUsage, peak: Int64, quota: Int) {
    self.quota = quota
    let start = (peak.flooredQuotient(MinuteStrip.minute) - MinuteStrip.half) * MinuteStrip.minute
    requests = UsageSeries(
      start: start, end: start + 2 * MinuteStrip.half * MinuteStrip.minute,
      step: MinuteStrip.minute)
    for time in usage.events.times { requests.add(second: time, attempted: 1, rejected: 0) }
    for mark in usage.events.marks where mark.kinds.contains(.rejected) {
      requests.add(second: mark.time.flooredQuotient(1000), attempted: 0, rejected: 1)
    }
  }

  var isSound: Bool { requests.isSound && quota >= 0 }
}

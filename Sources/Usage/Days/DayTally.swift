internal import Bytes

/// Requests by UTC day, application, site, endpoint and status class, where a history asks for them.
///
/// The hot path's one table: a request is one look-up and one addition. What is wanted of it, four sums
/// by fewer keys each, is rolled up once, when nothing is added any more.
struct DayTally: Sendable {
  /// Where there is no application or site.
  static let none = UInt32.max

  /// Whether requests are counted here.
  let isCounting: Bool
  private(set) var keys = DenseTable<DayKey>()
  private(set) var requests: [Int] = []
  /// Requests that are not counted yet: their rows are looked up together, because each alone would wait
  /// for memory.
  private var waiting: [Waiting] = []
  private var hour = Int64.min
  private var day: UInt32 = 0

  private struct Waiting {
    var key: DayKey
    var hash: UInt32
  }

  init(isCounting: Bool) { self.isCounting = isCounting }

  /// Counts a request in an hour since the epoch; `application`, `site` and `endpoint` are rows of the
  /// tables of these.
  @inline(__always)
  mutating func add(
    hour: Int64, _ status: StatusClass, application: UInt32, site: UInt32, endpoint: Int
  ) {
    if hour != self.hour {
      self.hour = hour
      day = DayKey.number(ofDay: hour.flooredQuotient(24))
    }
    let key = DayKey(
      dayAndClass: day | status.rawValue, application: application, site: site,
      endpoint: UInt32(truncatingIfNeeded: endpoint))
    waiting.append(Waiting(key: key, hash: keys.hash(key)))
    if waiting.count == Lookahead.records { flush() }
  }

  /// Counts what waits.
  mutating func flush() {
    for request in waiting { keys.prefetch(request.hash) }
    for request in waiting {
      let row = keys.row(request.key, hash: request.hash)
      if row == requests.count { requests.append(0) }
      requests[row] &+= 1
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// What a request is counted by: rows of other tables, and its day and class in one number.
struct DayKey: TableKey {
  /// The day in the upper 29 bits, the class in the lower 3.
  let dayAndClass: UInt32
  let application: UInt32
  let site: UInt32
  let endpoint: UInt32

  /// Days of the years -730,000 and later, moved to be positive: records have years 0 to 9999.
  private static let firstDay: Int64 = -(1 << 28)

  @inline(__always) var hash: UInt64 {
    ByteHash.mix(
      (UInt64(dayAndClass) | UInt64(application) &<< 32) ^ 0x9E37_79B9_7F4A_7C15,
      (UInt64(site) | UInt64(endpoint) &<< 32) ^ 0xA076_1D64_78BD_642F)
  }

  /// The day, days since the epoch.
  var day: Int64 { Int64(dayAndClass >> 3) + DayKey.firstDay }

  /// What became of the request.
  var status: StatusClass { StatusClass(rawValue: dayAndClass & 7) ?? .unknown }

  /// A day as it stands in a key, without a class.
  static func number(ofDay day: Int64) -> UInt32 {
    UInt32(truncatingIfNeeded: day - firstDay) << 3
  }
}

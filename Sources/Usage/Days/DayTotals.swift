internal import Bytes

/// Four sums of a tally's requests by UTC day, each by keys of its own.
struct DayTotals: Sendable {
  /// Keys by part: a day as `day(of:)` reads it, then names. Groups: the group. Applications: group and
  /// application. Sites: group and site. Endpoints: service and endpoint.
  private(set) var keys = [KeyTable](repeating: KeyTable(), count: DayPart.allCases.count)
  private(set) var counts = [[DayCounts]](repeating: [], count: DayPart.allCases.count)

  /// No requests.
  init() {}

  /// The sums of what `tally` has counted; O(rows).
  init(_ tally: UsageTally) {
    for (row, key) in tally.days.keys.keys.enumerated() {
      let requests = tally.days.requests[row]
      let status = key.status
      let day = DayTotals.number(ofDay: key.day)
      let endpoint = tally.endpoints.keys.keys[Int(key.endpoint)]
      func add(_ part: DayPart, _ second: UInt32, _ third: UInt32 = 0) {
        let key = PartitionKey(first: day, second: second, third: third)
        count(requests, of: status, in: part, key)
      }
      add(.endpoint, endpoint.first, endpoint.second)
      guard key.application != DayTally.none else { continue }
      let application = tally.groups.applicationKeys.keys[Int(key.application)]
      let group = tally.groups.keys.keys[Int(application.first)].first
      add(.group, group)
      add(.application, group, application.second)
      guard key.site != DayTally.none else { continue }
      add(.site, group, tally.groups.sites.keys.keys[Int(key.site)].second)
    }
  }

  private mutating func count(
    _ requests: Int, of status: StatusClass, in part: DayPart, _ key: PartitionKey
  ) {
    let index = Int(part.rawValue)
    let row = keys[index].row(key)
    if row == counts[index].count { counts[index].append(DayCounts()) }
    counts[index][row].add(requests, of: status)
  }

  /// A day so that days order as numbers do, whatever their sign.
  private static func number(ofDay day: Int64) -> UInt32 {
    UInt32(bitPattern: Int32(truncatingIfNeeded: day)) ^ 0x8000_0000
  }

  /// Appends a day of a key of ours as four bytes that order as the days do.
  static func append(day number: UInt32, to key: inout [UInt8]) {
    UsageKey.append(
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }, to: &key)
  }

  /// The day that four bytes of a key tell, nil for one that no record can have.
  static func day(of part: [UInt8]) -> Int? {
    guard part.count == 4 else { return nil }
    let number = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let day = Int(Int32(bitPattern: number ^ 0x8000_0000))
    return days.contains(day) ? day : nil
  }

  /// More than the years 0 to 9999.
  private static let days = -(1 << 22)...(1 << 22)
}

/// The sums of a day.
enum DayPart: UInt8, CaseIterable, Sendable {
  /// Learn requests by group.
  case group
  /// Those by group and application.
  case application
  /// Those by group and site.
  case site
  /// Requests of all services by service and endpoint.
  case endpoint
}

internal import AccessLog

/// As JSON, in the header of a usage file: the same sums give the same text.
extension UsageSums: Codable {
  private enum CodingKeys: String, CodingKey {
    case totals, sightings, inputs, recordsByHour, largestRequests, seenKinds
  }

  /// Reads what `encode` wrote; sums that no log can have are refused, as files break.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(inputCount: 0)
    totals = try container.decode(UsageTotals.self, forKey: .totals)
    sightings = try container.decode(FieldSightings.self, forKey: .sightings)
    inputs = try container.decode([InputTally].self, forKey: .inputs)
    let hours = try container.decode([[Int64]].self, forKey: .recordsByHour)
    for hour in hours where hour.count == 2 { recordsByHour[hour[0]] = Int(hour[1]) }
    largestRequests = try container.decode([Int64].self, forKey: .largestRequests)
    seenKinds = try container.decode([Bool].self, forKey: .seenKinds)
    guard recordsByHour.count == hours.count, isSound else {
      throw DecodingError.dataCorruptedError(
        forKey: .totals, in: container, debugDescription: "the sums are none of any log")
    }
  }

  /// Writes the hours as a list of pairs by time, as the order of a dictionary is another in every
  /// run.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(totals, forKey: .totals)
    try container.encode(sightings, forKey: .sightings)
    try container.encode(inputs, forKey: .inputs)
    let hours = recordsByHour.sorted { $0.key < $1.key }.map { [$0.key, Int64($0.value)] }
    try container.encode(hours, forKey: .recordsByHour)
    try container.encode(largestRequests, forKey: .largestRequests)
    try container.encode(seenKinds, forKey: .seenKinds)
  }

  /// Whether the lists have their lengths and the numbers can be those of a log, so that adding
  /// millions
  /// of such sums overflows nothing.
  private var isSound: Bool {
    guard largestRequests.count == EntityTally.kindCount, seenKinds.count == EntityTally.kindCount,
      largestRequests.allSatisfy({ (0...UsageBytes.headerValues.upperBound).contains($0) })
    else { return false }
    let hours = UsageBytes.times.lowerBound / 3_600_000...UsageBytes.times.upperBound / 3_600_000
    return totals.numbers.allSatisfy(UsageSums.isCount)
      && sightings.numbers.allSatisfy(UsageSums.isCount)
      && recordsByHour.allSatisfy { hours.contains($0.key) && UsageSums.isCount($0.value) }
      && inputs.allSatisfy(\.isSound)
  }

  /// Whether a log can have so many of anything.
  static func isCount(_ number: Int) -> Bool {
    number >= 0 && UInt64(number) <= UsageBytes.largestCount
  }
}

extension UsageTotals {
  /// All of its numbers.
  fileprivate var numbers: [Int] {
    [
      learn, knewton, other, excluded, unattributed, rejected, delayed, softLimited,
      installRefused,
    ]
  }
}

extension FieldSightings {
  /// All of its numbers.
  fileprivate var numbers: [Int] {
    [
      app, site, limit, remaining, reset, retryAfter, error, token, uri, client, delay, exceeded,
    ]
  }
}

extension InputTally {
  /// Whether a log can have this.
  fileprivate var isSound: Bool {
    let times = [first, last].compactMap { $0 }
    return times.count != 1 && times.allSatisfy(UsageBytes.times.contains)
      && times == times.sorted()
      && counts.malformed.count == LineCounts().malformed.count
      && (counts.malformed + [
        counts.lines, counts.records, counts.blank, counts.notes, counts.badFields,
      ]).allSatisfy(UsageSums.isCount)
  }
}

public import Bytes

extension DayChange {
  /// Groups of a reopened day that are told of.
  static let groupLimit = 50
  private static let dayMilliseconds: Int64 = 86_400_000

  /// How the history's days change by what tonight counted: a row for each UTC day of tonight, by day.
  ///
  /// `before` are the requests of all services that the history has of a day, `groupsBefore` those of Learn's
  /// groups, of reopened days at least. A day is final when its end and the grace have passed by the
  /// latest record: `lastBefore` is that of all earlier runs, `last` tonight's; no clock is asked. So a
  /// late log does not make newer days provisional again.
  public static func all(
    adding tonight: DailyUsage, to before: [Int: StatusCounts],
    groupsBefore: [GroupDayCounts] = [], lastBefore: Instant?, last: Instant?, graceSeconds: Int64
  ) -> [DayChange] {
    var added: [Int: StatusCounts] = [:]
    for row in tonight.endpoints { added[row.day, default: StatusCounts()].merge(row.counts) }
    let latest = [lastBefore, last].compactMap { $0 }.max()
    var changes = added.sorted { $0.key < $1.key }.map { day, counts in
      let known = before[day]
      return DayChange(
        day: day, before: known, after: (known ?? StatusCounts()) + counts,
        isProvisional: !isFinal(day, at: latest, graceSeconds),
        isReopened: known != nil && isFinal(day, at: lastBefore, graceSeconds))
    }
    let reopened = Set(changes.filter(\.isReopened).map(\.day))
    let old = byDay(groupsBefore, reopened)
    let new = byDay(tonight.groups, reopened)
    for index in changes.indices where changes[index].isReopened {
      changes[index].setGroups(old[changes[index].day] ?? [:], new[changes[index].day] ?? [:])
    }
    return changes
  }

  /// Days of `tonight` that were final before it, so that their groups' counts are asked for.
  public static func finalDays(
    of tonight: DailyUsage, lastBefore: Instant?, graceSeconds: Int64
  ) -> [Int] {
    Set(tonight.endpoints.map(\.day)).filter { isFinal($0, at: lastBefore, graceSeconds) }.sorted()
  }

  /// Whether a day and the grace have passed at an instant; never where there is none.
  private static func isFinal(_ day: Int, at time: Instant?, _ graceSeconds: Int64) -> Bool {
    guard let time else { return false }
    return (Int64(day) + 1) * dayMilliseconds + graceSeconds * 1000 <= time.milliseconds
  }

  private static func byDay(
    _ rows: [GroupDayCounts], _ days: Set<Int>
  ) -> [Int: [ByteString: StatusCounts]] {
    var result: [Int: [ByteString: StatusCounts]] = [:]
    for row in rows where days.contains(row.day) {
      result[row.day, default: [:]][row.group, default: StatusCounts()].merge(row.counts)
    }
    return result
  }

  /// The groups with more requests than before, those with most more first, then by name.
  private mutating func setGroups(
    _ old: [ByteString: StatusCounts], _ new: [ByteString: StatusCounts]
  ) {
    let all = new.map { group, counts in
      GroupDayChange(
        group: group, before: old[group], after: (old[group] ?? StatusCounts()) + counts)
    }.sorted { ($1.added, $0.group) < ($0.added, $1.group) }
    groups = Array(all.prefix(DayChange.groupLimit))
    groupsLeftOut = all.count - groups.count
  }
}

/// What a run changed about a group's requests of a UTC day.
public struct GroupDayChange: Sendable, Equatable, Codable {
  /// The group as reports name it.
  public var group: ByteString
  /// Requests that the history had of it, nil if it had none.
  public var before: StatusCounts?
  /// Requests that it has now.
  public var after: StatusCounts

  /// A group with its requests before and after a run.
  public init(group: ByteString, before: StatusCounts?, after: StatusCounts) {
    self.group = group
    self.before = before
    self.after = after
  }

  /// Requests that were added.
  public var added: Int { after.attempted - (before?.attempted ?? 0) }
}

internal import Bytes
internal import LimitCatalog

extension TallyRun {
  /// The rows of a section in the order of their keys.
  func sortedRows(of section: UsageSection) -> [Row] {
    var rows = unsortedRows(of: section)
    rows.sort(by: Row.precedes)
    return rows
  }

  private func unsortedRows(of section: UsageSection) -> [Row] {
    switch section {
    case .endpoint:
      return tally.endpoints.keys.keys.enumerated().map { row, key in
        Row(first: key.first, second: rank(key.second), row: row)
      }
    case .softLimited: return callers(tally.softLimited.keys.keys)
    case .violation:
      return tally.entities.violations.enumerated().flatMap { kind, table in
        callers(table.keys.keys, head: UInt32(kind))
      }
    case .group: return groupRows()
    case .membership:
      return tally.groups.memberships.keys.keys.enumerated().map { row, key in
        Row(first: rank(key.first), second: rank(key.second), row: row)
      }
    case .pair:
      prepare(&tally.pairs)
      return tally.pairs.keys.keys.enumerated().map { row, key in
        Row(first: rank(key.first), second: rank(key.second), row: row)
      }
    case .triple:
      prepare(&tally.triples)
      return callers(tally.triples.keys.keys)
    case .observed:
      return tally.entities.observed.keys.keys.enumerated().map { row, key in
        Row(first: key.first, second: rank(key.second), row: row)
      }
    case .registrations: return subjects(tally.entities.registrations.keys)
    case .goals: return subjects(tally.entities.goals.keys)
    case .members:
      return tally.entities.members.keys.enumerated().map { row, key in
        Row(first: rank(key.instance), second: rank(key.registration), row: row)
      }
    case .assignments:
      return tally.entities.assignments.keys.keys.enumerated().map { row, key in
        Row(
          head: rank(key.registration), first: key.high, second: key.middle, third: key.low,
          row: row)
      }
    case .token:
      return order.tokens.enumerated().compactMap { rank, id in
        id == tally.dash ? nil : Row(first: UInt32(rank), row: Int(id))
      }
    }
  }

  /// Puts the events and marks of all pairs or all triples in order, and takes them from the tally.
  private func prepare(_ partitions: inout PartitionTally) {
    events = partitions.log.sorted(partitionCount: partitions.keys.count)
    partitions.log = EventLog()
    marks = partitions.marks.sorted { left, right in
      (left.partition, left.mark.time, left.mark.place)
        < (right.partition, right.mark.time, right.mark.place)
    }
    partitions.marks = []
    markStarts = [Int](repeating: 0, count: partitions.keys.count + 1)
    for mark in marks { markStarts[Int(mark.partition) + 1] += 1 }
    for index in 0..<partitions.keys.count { markStarts[index + 1] += markStarts[index] }
  }

  /// Rows by token, application URI and endpoint.
  private func callers(_ keys: [PartitionKey], head: UInt32 = 0) -> [Row] {
    keys.enumerated().map { row, key in
      Row(
        head: head, first: order.tokenRanks[Int(key.first)], second: rank(key.second),
        third: rank(key.third), row: row)
    }
  }

  /// Rows by one name.
  private func subjects(_ keys: KeyTable) -> [Row] {
    keys.keys.enumerated().map { row, key in Row(first: rank(key.first), row: row) }
  }

  /// Groups, each followed by its applications, sites and refusals.
  private func groupRows() -> [Row] {
    let keys = tally.groups.keys.keys
    var rows: [Row] = []
    func add(_ group: Int, _ part: GroupPart, _ name: UInt32, _ row: Int) {
      rows.append(
        Row(
          head: rank(keys[group].first), first: keys[group].second,
          second: UInt32(part.rawValue), third: name, row: row))
    }
    for group in keys.indices { add(group, .whole, 0, group) }
    for (row, key) in tally.groups.applicationKeys.keys.enumerated() {
      add(Int(key.first), .application, rank(key.second), row)
    }
    for (row, key) in tally.groups.sites.keys.keys.enumerated() {
      add(Int(key.first), .site, rank(key.second), row)
    }
    for (row, key) in tally.groups.refusals.keys.keys.enumerated() {
      add(Int(key.first), .refusal, rank(key.second), row)
    }
    return rows
  }

  private func rank(_ id: UInt32) -> UInt32 { order.ranks[Int(id)] }
}

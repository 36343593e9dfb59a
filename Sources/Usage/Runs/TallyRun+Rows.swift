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
    case .day: return dayRows()
    case .endpoint: return numbered(tally.endpoints.keys)
    case .softLimited: return callers(tally.softLimited.keys)
    case .violation:
      return tally.entities.violations.enumerated().flatMap { kind, table in
        callers(table.keys, head: UInt32(kind))
      }
    case .group: return groupRows()
    case .membership:
      return rows(tally.groups.memberships.keys) {
        places[$0.first]
      } row: { key, row in
        Row(first: rank(key.first), second: rank(key.second), row: row)
      }
    case .pair:
      tally.pairs.order()
      return rows(tally.pairs.keys) {
        places[$0.first] &+ places[$0.second]
      } row: { key, row in
        Row(first: rank(key.first), second: rank(key.second), row: row)
      }
    case .triple:
      tally.triples.order()
      return callers(tally.triples.keys)
    case .observed: return numbered(tally.entities.observed.keys)
    case .registrations: return subjects(tally.entities.registrations.keys)
    case .goals: return subjects(tally.entities.goals.keys)
    case .members:
      return rows(tally.entities.members) {
        places[$0.instance]
      } row: { key, row in
        Row(first: rank(key.instance), second: rank(key.registration), row: row)
      }
    case .assignments:
      return rows(tally.entities.assignments.keys) {
        places[$0.registration]
      } row: { key, row in
        Row(
          head: rank(key.registration), first: key.high, second: key.middle, third: key.low,
          row: row)
      }
    case .token:
      return order.tokens.enumerated().compactMap { rank, id in
        id == tally.dash || !part.holds(places[id])
          ? nil : Row(first: UInt32(rank), row: Int(id))
      }
    }
  }

  /// The rows of a table that are in this part; `place` sums up the numbers of the names that decide.
  private func rows<Key: TableKey>(
    _ table: DenseTable<Key>, place: (Key) -> UInt, row: (Key, Int) -> Row
  ) -> [Row] {
    let keys = table.keys
    var rows: [Row] = []
    rows.reserveCapacity(keys.count / Int(part.count))
    for index in keys.indices where part.holds(place(keys[index])) {
      rows.append(row(keys[index], index))
    }
    return rows
  }

  /// Rows by token, application URI and endpoint.
  private func callers(_ keys: KeyTable, head: UInt32 = 0) -> [Row] {
    rows(keys) {
      places[$0.first] &+ places[$0.second] &+ places[$0.third]
    } row: { key, row in
      Row(
        head: head, first: order.tokenRanks[Int(key.first)], second: rank(key.second),
        third: rank(key.third), row: row)
    }
  }

  /// Rows by a number and a name.
  private func numbered(_ keys: KeyTable) -> [Row] {
    rows(keys) {
      places[$0.second]
    } row: { key, row in
      Row(first: key.first, second: rank(key.second), row: row)
    }
  }

  /// Rows by one name.
  private func subjects(_ keys: KeyTable) -> [Row] {
    rows(keys) {
      places[$0.first]
    } row: { key, row in
      Row(first: rank(key.first), row: row)
    }
  }

  /// Groups, each followed by its applications, sites and refusals; all in the first part, as a group is
  /// the largest thing that is held at a time while usage is judged.
  private func groupRows() -> [Row] {
    guard part.index == 0 else { return [] }
    let keys = tally.groups.keys.keys
    var rows: [Row] = []
    func add(_ group: Int, _ kind: GroupPart, _ name: UInt32, _ row: Int) {
      rows.append(
        Row(
          head: rank(keys[group].first), first: keys[group].second,
          second: UInt32(kind.rawValue), third: name, row: row))
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

  /// All in the first part, as groups are.
  private func dayRows() -> [Row] {
    guard part.index == 0 else { return [] }
    var rows: [Row] = []
    for part in DayPart.allCases {
      let head = UInt32(part.rawValue)
      for (row, key) in tally.dayTotals.keys[Int(head)].keys.enumerated() {
        rows.append(
          Row(
            head: head, first: key.first,
            second: part == .endpoint ? key.second : rank(key.second),
            third: part == .group ? 0 : rank(key.third), row: row))
      }
    }
    return rows
  }

  private func rank(_ id: UInt32) -> UInt32 { order.ranks[Int(id)] }
}

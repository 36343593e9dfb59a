internal import Bytes
internal import LimitCatalog

extension TallyRun {
  /// Appends key and payload of a row.
  func write(
    _ row: Row, of section: UsageSection, _ key: inout [UInt8], _ writer: inout UsageWriter
  ) {
    let index = row.row
    switch section {
    case .day: writeDay(row, &key, &writer)
    case .endpoint:
      let parts = tally.endpoints.keys.keys[index]
      appendDigit(parts.first, &key)
      append(parts.second, &key)
      EndpointTally(counts: tally.endpoints.counts[index], delays: tally.endpoints.delays(index))
        .write(to: &writer)
    case .softLimited:
      appendCaller(tally.softLimited.keys.keys[index], &key)
      tally.softLimited.rows[index].write(to: &writer)
    case .violation:
      let kind = Int(row.head)
      appendDigit(row.head, &key)
      appendCaller(tally.entities.violations[kind].keys.keys[index], &key)
      ViolationTally(
        value: tally.entities.violationValues[kind][index],
        requests: tally.entities.violations[kind].rows[index]
      ).write(to: &writer)
    case .group: writeGroup(row, &key, &writer)
    case .membership:
      let parts = tally.groups.memberships.keys.keys[index]
      append(parts.first, &key)
      append(parts.second, &key)
      tally.groups.memberships.rows[index].write(to: &writer)
    case .pair:
      let parts = tally.pairs.keys.keys[index]
      append(parts.first, &key)
      append(parts.second, &key)
      tally.pairs.ordered.write(index, to: &writer)
    case .triple:
      appendCaller(tally.triples.keys.keys[index], &key)
      tally.triples.ordered.write(index, to: &writer)
    case .observed:
      let parts = tally.entities.observed.keys.keys[index]
      appendDigit(parts.first, &key)
      append(parts.second, &key)
      LargestValue(tally.entities.observed.values[index]).write(to: &writer)
    case .registrations:
      append(tally.entities.registrations.keys.keys[index].first, &key)
      RequestCount(tally.entities.registrations.counts[index]).write(to: &writer)
    case .goals:
      append(tally.entities.goals.keys.keys[index].first, &key)
      RequestCount(tally.entities.goals.counts[index]).write(to: &writer)
    case .members:
      append(tally.entities.members.keys[index].instance, &key)
      append(tally.entities.members.keys[index].registration, &key)
    case .assignments:
      append(tally.entities.assignments.keys.keys[index].registration, &key)
      UsageKey.append(tally.entities.assignments.keys.keys[index].goalBytes, to: &key)
      tally.entities.assignments.times(index).write(to: &writer)
    case .token:
      order.appendToken(UInt32(index), dash: tally.dash, to: &key)
      TokenDigest.trace(tally.names, UInt32(index)).write(to: &writer)
    }
  }

  private func writeGroup(_ row: Row, _ key: inout [UInt8], _ writer: inout UsageWriter) {
    let part = GroupPart(rawValue: UInt8(truncatingIfNeeded: row.second)) ?? .whole
    let index = row.row
    var group = index
    var name: UInt32?
    switch part {
    case .whole:
      tally.groups.rows[index].settled(naming: tally.names).write(to: &writer)
    case .application:
      let parts = tally.groups.applicationKeys.keys[index]
      (group, name) = (Int(parts.first), parts.second)
      tally.groups.applications[index].write(to: &writer)
    case .site:
      let parts = tally.groups.sites.keys.keys[index]
      (group, name) = (Int(parts.first), parts.second)
      tally.groups.sites.rows[index].write(to: &writer)
    case .refusal:
      let parts = tally.groups.refusals.keys.keys[index]
      (group, name) = (Int(parts.first), parts.second)
      tally.groups.refusals.rows[index].write(to: &writer)
    }
    append(tally.groups.keys.keys[group].first, &key)
    appendDigit(tally.groups.keys.keys[group].second, &key)
    appendDigit(UInt32(part.rawValue), &key)
    if let name { append(name, &key) }
  }

  private func writeDay(_ row: Row, _ key: inout [UInt8], _ writer: inout UsageWriter) {
    let part = Int(row.head)
    let parts = tally.dayTotals.keys[part].keys[row.row]
    appendDigit(row.head, &key)
    DayTotals.append(day: parts.first, to: &key)
    switch DayPart(rawValue: UInt8(truncatingIfNeeded: row.head)) {
    case .endpoint: appendDigit(parts.second, &key)
    default: append(parts.second, &key)
    }
    if part != Int(DayPart.group.rawValue) { append(parts.third, &key) }
    tally.dayTotals.counts[part][row.row].write(to: &writer)
  }

  private func appendCaller(_ parts: PartitionKey, _ key: inout [UInt8]) {
    order.appendToken(parts.first, dash: tally.dash, to: &key)
    append(parts.second, &key)
    append(parts.third, &key)
  }

  private func append(_ id: UInt32, _ key: inout [UInt8]) {
    tally.names.withBytes(id) { bytes, range in
      UsageKey.append(bytes, range, to: &key)
    }
  }

  /// A part of one byte that is not 0, in the order of the numbers.
  private func appendDigit(_ number: UInt32, _ key: inout [UInt8]) {
    key.append(UInt8(truncatingIfNeeded: number) &+ 1)
    UsageKey.end(&key)
  }
}

extension UsageTally {
  /// Frees what a section is made of, once it was written.
  mutating func drop(_ section: UsageSection) {
    switch section {
    case .day: dayTotals = DayTotals()
    case .endpoint: endpoints = EndpointTable()
    case .softLimited: softLimited = OccurrenceTable()
    case .violation, .token: break
    case .group, .membership: if section == .membership { groups = GroupTable() }
    case .pair: pairs = PartitionTally()
    case .triple: triples = PartitionTally()
    case .observed: entities.observed = LargestTable()
    case .registrations: entities.registrations = CountTable()
    case .goals: entities.goals = CountTable()
    case .members: entities.members = DenseTable()
    case .assignments: entities.assignments = AssignmentTable()
    }
  }
}

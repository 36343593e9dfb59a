extension UsageTally {
  /// What the tally holds, in bytes: names, keys, events and counts with their tables, to within a
  /// quarter; O(1), so that it can be asked after every block.
  public var memoryBytes: Int {
    // A row of a table: its key, its place in the table, and what is counted.
    let keys = 12 + 16
    let occurrences = keys + 48
    var bytes = names.byteCount + isToken.count + siteCache.byteCount + uriCache.byteCount
    bytes += pairs.log.count * 8 + pairs.keys.count * keys + pairs.marks.count * 48
    bytes += triples.log.count * 8 + triples.keys.count * keys + triples.marks.count * 48
    bytes += softLimited.keys.count * occurrences
    bytes += groups.rows.count * 320 + groups.secondCount * 48
    bytes += groups.applicationKeys.count * (keys + 16)
    bytes += (groups.sites.keys.count + groups.refusals.keys.count) * occurrences
    bytes += groups.memberships.keys.count * occurrences
    bytes += endpoints.keys.count * (keys + 32)
    bytes += entities.observed.keys.count * (keys + 8)
    bytes += (entities.registrations.keys.count + entities.goals.keys.count) * (keys + 8)
    bytes += entities.members.count * 16 + entities.assignments.keys.count * 32
    bytes += days.keys.count * (16 + 16 + 8)
    for table in entities.violations { bytes += table.keys.count * (occurrences + 8) }
    return bytes
  }
  /// What the tally holds and what putting it in order takes beside that, in bytes: what must fit in
  /// memory when it is written as a run; O(1).
  public var peakBytes: Int {
    // A name's rank, its rank as a token, and while they are sorted its first word and its id.
    var bytes = memoryBytes + names.count * (4 + 4 + 16 + 4)
    // A token's digest, twice while they are sorted, and ids, ranks and first words as above.
    bytes += tokenCount * (32 + 32 + 4 + 4 + 4 + 4 + 16)
    // The rows of one section at a time, where events and marks start, and the events of pairs or triples
    // by time beside those as they came.
    let partitions = pairs.keys.count + triples.keys.count
    let rows = max(pairs.keys.count, triples.keys.count) * 24 + partitions * 16
    let events = max(pairs.log.count, triples.log.count) * 8
    let marks = max(pairs.marks.count, triples.marks.count) * 48
    // Days by fewer keys: each row of theirs is at most one of two sums that have many.
    let days = days.keys.count * 2 * (12 + 16 + 48)
    return bytes + rows + events + marks + days
  }
}

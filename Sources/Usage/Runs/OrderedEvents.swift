/// The events and marks of all pairs or all triples, by partition and then time.
struct OrderedEvents: Sendable {
  private var times = SortedTimes()
  private var marks: [TalliedMark] = []
  /// Where each partition's marks start.
  private var markStarts: [Int] = [0]

  /// None.
  init() {}

  /// Those of so many partitions.
  init(_ log: EventLog, _ unsorted: [TalliedMark], partitionCount: Int) {
    times = log.sorted(partitionCount: partitionCount)
    marks = unsorted.sorted { left, right in
      (left.partition, left.mark.time, left.mark.place)
        < (right.partition, right.mark.time, right.mark.place)
    }
    markStarts = [Int](repeating: 0, count: partitionCount + 1)
    for mark in marks { markStarts[Int(mark.partition) + 1] += 1 }
    for index in 0..<partitionCount { markStarts[index + 1] += markStarts[index] }
  }

  /// Appends the payload of a partition.
  func write(_ partition: Int, to writer: inout UsageWriter) {
    let marks = self.marks[markStarts[partition]..<markStarts[partition + 1]]
    PartitionEvents.write(
      times.times[times.range(partition)], marks.lazy.map(\.mark), to: &writer)
  }
}

extension PartitionTally {
  /// Moves events and marks to `ordered`, which holds them twice for a while; does nothing the second time.
  mutating func order() {
    guard log.count > 0 else { return }
    ordered = OrderedEvents(log, marks, partitionCount: keys.count)
    log = EventLog()
    marks = []
  }
}

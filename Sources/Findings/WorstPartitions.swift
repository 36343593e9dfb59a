internal import Bytes

/// What is told of the worst partitions only, because it is much.
protocol BoundedEvidence: Sendable, Codable {
  /// Of how many partitions it is kept.
  static var listed: Int { get }
  /// Whether a log can come to this.
  var isSound: Bool { get }
}

/// Evidence about the worst partitions of a kind, the worst first; mergeable, and bounded by
/// `Evidence.listed` however many partitions there are.
struct WorstPartitions<Evidence: BoundedEvidence>: Sendable, Codable {
  /// One partition.
  struct Entry: Sendable, Codable {
    var standing: Standing
    var subject: [ByteString]
    var evidence: Evidence
  }

  private(set) var entries: [Entry] = []

  /// Keeps the evidence about a partition if it is among the worst so far; asks for it only then.
  mutating func add(_ standing: Standing, subject: [ByteString], evidence: () -> Evidence?) {
    guard let place = place(standing, subject), let evidence = evidence() else { return }
    insert(Entry(standing: standing, subject: subject, evidence: evidence), at: place)
  }

  /// Adds the partitions of another shard.
  mutating func merge(_ other: WorstPartitions) {
    for entry in other.entries {
      if let place = place(entry.standing, entry.subject) { insert(entry, at: place) }
    }
  }

  /// The evidence by subject.
  var bySubject: [[ByteString]: Evidence] {
    // Subjects are keys of the usage; a file may repeat one, and then the worse stays.
    Dictionary(entries.map { ($0.subject, $0.evidence) }) { first, _ in first }
  }

  /// Whether a log can come to this; to be asked of what was read from a file.
  var isSound: Bool {
    entries.count <= Evidence.listed
      && entries.allSatisfy { entry in
        entry.evidence.isSound && !entry.subject.isEmpty && entry.standing.isSound
      }
  }

  private mutating func insert(_ entry: Entry, at place: Int) {
    entries.insert(entry, at: place)
    if entries.count > Evidence.listed { entries.removeLast() }
  }

  /// Where a partition belongs, nil if it is none of the worst.
  private func place(_ standing: Standing, _ subject: [ByteString]) -> Int? {
    var place = entries.count
    while place > 0, precedes(standing, subject, entries[place - 1]) { place -= 1 }
    return place < Evidence.listed ? place : nil
  }

  private func precedes(
    _ standing: Standing, _ subject: [ByteString], _ entry: Entry
  ) -> Bool {
    let order = standing.compare(entry.standing)
    return order != 0 ? order > 0 : subject.lexicographicallyPrecedes(entry.subject)
  }
}

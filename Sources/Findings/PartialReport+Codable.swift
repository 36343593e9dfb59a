internal import Bytes
internal import LimitCatalog

extension PartialReport {
  /// Whether a log can come to this: lists have their lengths, and adding millions of such numbers
  /// overflows nothing. To be asked of what was read from a file.
  public var isSound: Bool {
    entities.count == EntityKind.allCases.count && pairs.isSound && triples.isSound
      && days.isSound && strips.isSound
      && endpoints.allSatisfy { endpoint in
        let counts = endpoint.counts
        return
          ([counts.attempted, counts.rejected, counts.delayed, counts.softLimited]
          + endpoint.delays.map(\.requests)).allSatisfy(PartialReport.isCount)
      }
  }

  /// Whether a log can have so many of anything.
  static func isCount(_ number: Int) -> Bool { (0...1 << 40).contains(number) }
}

/// As JSON, in the header of a judged usage file: the same sums give the same text.
extension EntitySums: Codable {
  private enum CodingKeys: String, CodingKey {
    case over, largest, isObserved
  }

  private struct Subject: Codable {
    var entity: ByteString
    var value: Int64
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    for subject in try container.decode([Subject].self, forKey: .over) {
      over[subject.entity] = subject.value
    }
    largest = try container.decode(Int64.self, forKey: .largest)
    isObserved = try container.decode(Bool.self, forKey: .isObserved)
  }

  /// Writes the subjects in their order, as that of a dictionary is another in every run.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let subjects = over.sorted { $0.key < $1.key }
    try container.encode(subjects.map { Subject(entity: $0.key, value: $0.value) }, forKey: .over)
    try container.encode(largest, forKey: .largest)
    try container.encode(isObserved, forKey: .isObserved)
  }
}

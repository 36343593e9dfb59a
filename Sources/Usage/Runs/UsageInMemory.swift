/// Usage of tallies, to be read in parts at the same time, one stretch of its sections after the other.
public struct UsageInMemory: Sendable {
  private(set) var tallies: [FinishedTally]
  private var stretch = Stretch.groups

  /// Sections that are read before the next ones are made ready.
  private enum Stretch {
    case groups, partitions, tokens

    var sections: [UsageSection] {
      switch self {
      case .groups: [.day, .endpoint, .softLimited, .violation, .group, .membership]
      case .partitions:
        [.pair, .triple, .observed, .registrations, .goals, .members, .assignments]
      case .tokens: [.token]
      }
    }
  }

  init(_ tallies: [FinishedTally]) { self.tallies = tallies }

  /// The entries up to the memberships, or the next ones, as `count` parts of their keys. In every stretch
  /// the same part has what one judgement needs together.
  public func parts(_ count: Int) -> [UsagePart] {
    (0..<max(1, count)).map { index in
      UsagePart(
        tallies: tallies, sections: stretch.sections,
        part: KeyPart(index: UInt(index), count: UInt(max(1, count))))
    }
  }

  /// Goes on behind the memberships: gives up what was read, then puts events in order. They are held twice
  /// meanwhile, where groups were held before.
  public mutating func advanceToPartitions() {
    for index in tallies.indices {
      tallies[index].drop(stretch.sections)
      tallies[index].orderEvents()
    }
    stretch = .partitions
  }

  /// Goes on to the tokens: gives up what was read.
  public mutating func advanceToTokens() {
    for index in tallies.indices { tallies[index].drop(stretch.sections) }
    stretch = .tokens
  }
}

/// A part of the usage in memory: all that is known of some keys.
public struct UsagePart: Sendable {
  fileprivate let tallies: [FinishedTally]
  fileprivate let sections: [UsageSection]
  fileprivate let part: KeyPart

  /// Its entries, in their order.
  public func reader() throws -> UsageReader {
    try UsageReader(tallies.map { TallyRun($0, sections, part: part) })
  }
}

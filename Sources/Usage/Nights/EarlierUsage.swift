internal import Bytes

/// What earlier runs counted of groups, pairs and triples that may share a window with requests of
/// tonight's period; everything else of their usage is passed over, most of it unread.
///
/// Entries are kept as they stand in the usage files and taken apart only when tonight has the same
/// partition and calls enough: a night has as many requests as the one before, and few of them matter.
public struct EarlierUsage: Sendable {
  /// Payloads of all runs by key.
  private var payloads: [[UInt8]: [[UInt8]]] = [:]
  /// First and last time among the kept pairs and among the kept triples, in their units.
  private var pairs: ClosedRange<Int64>?
  private var triples: ClosedRange<Int64>?

  /// How far the windows of a group, a triple and a pair reach: SPEC section 5.
  private static let groupMilliseconds: Int64 = 86_400_000
  private static let tripleSeconds: Int64 = 60
  private static let pairMilliseconds: Int64 = 1000

  /// Reads the usage files of earlier runs as far as tonight's first to last record, milliseconds since
  /// the epoch, needs them. Throws `UsageFileError` where one is damaged, and what its source throws.
  public init(_ files: [UsageFileReader], first: Int64, last: Int64) throws {
    var entry = RunEntry()
    for file in files {
      while try file.next(&entry) {
        guard let section = entry.key.first.flatMap(UsageSection.init(rawValue:)) else { continue }
        // Sections stand in order, and none behind the triples has windows.
        if section > .triple { break }
        do throws(UsageCorruption) {
          try keep(entry, section, first, last)
        } catch {
          file.blame(isTaken: false)
          throw file.failure ?? .corrupt(offset: 0)
        }
      }
    }
  }

  private mutating func keep(
    _ entry: RunEntry, _ section: UsageSection, _ first: Int64, _ last: Int64
  ) throws(UsageCorruption) {
    switch section {
    case .group:
      // The part stands last in the key of a whole group; its applications and sites have a name too.
      guard UsageKey.partCount(entry.key) == 3 else { return }
      var bytes = UsageBytes(entry.payload)
      let attempted = try Occurrences(&bytes, inputs: InputNumbers())
      let reach = EarlierUsage.groupMilliseconds
      guard attempted.last > first - reach, attempted.first < last + reach else { return }
    case .pair:
      let reach = EarlierUsage.pairMilliseconds
      guard
        let times = try PartitionEvents.bounds(
          entry.payload, from: first - reach + 1, to: last + reach - 1)
      else { return }
      pairs = EarlierUsage.union(pairs, times)
    case .triple:
      let reach = EarlierUsage.tripleSeconds
      guard
        let times = try PartitionEvents.bounds(
          entry.payload, from: first.flooredQuotient(1000) - reach + 1,
          to: last.flooredQuotient(1000) + reach - 1)
      else { return }
      triples = EarlierUsage.union(triples, times)
    default: return
    }
    payloads[entry.key, default: []].append(entry.payload)
  }

  private static func union(
    _ known: ClosedRange<Int64>?, _ new: ClosedRange<Int64>
  ) -> ClosedRange<Int64> {
    guard let known else { return new }
    return min(known.lowerBound, new.lowerBound)...max(known.upperBound, new.upperBound)
  }
}

extension EarlierUsage {
  /// Calls that earlier runs counted of a group, of which tonight has some; 0 where none are near.
  public func calls(of group: GroupUsage) throws -> Int {
    var calls = 0
    for payload in payloads[EarlierUsage.key(of: group)] ?? [] {
      var bytes = UsageBytes(payload)
      calls += try Occurrences(&bytes, inputs: InputNumbers()).count
    }
    return calls
  }

  /// Tonight's usage of a group with that of the earlier runs.
  public func joined(_ group: GroupUsage) throws -> GroupTally {
    var tally = group.tally
    for payload in payloads[EarlierUsage.key(of: group)] ?? [] {
      var bytes = UsageBytes(payload)
      tally.merge(try GroupTally(&bytes, inputs: InputNumbers()))
    }
    return tally
  }

  /// Times of a pair's requests in earlier runs, ascending, milliseconds; none where no window of tonight's
  /// can hold them, or where all of them with tonight's are fewer than `least`.
  public func times(of pair: PairUsage, least: Int) throws -> [Int64] {
    let tonight = pair.events.times
    guard
      EarlierUsage.isNear(tonight, pairs, EarlierUsage.pairMilliseconds)
    else { return [] }
    return try times(
      key(.pair, [pair.client.bytes, pair.uri.bytes]), least: least - tonight.count)
  }

  /// Times of a triple's requests in earlier runs, ascending, seconds; none where no window of tonight's
  /// can hold them, or where all of them with tonight's are fewer than `least`.
  public func times(of triple: TripleUsage, least: Int) throws -> [Int64] {
    let tonight = triple.events.times
    guard
      EarlierUsage.isNear(tonight, triples, EarlierUsage.tripleSeconds)
    else { return [] }
    return try times(
      key(.triple, [triple.token.digest, triple.uri.bytes, triple.endpoint.bytes]),
      least: least - tonight.count)
  }

  private func times(_ key: [UInt8], least: Int) throws -> [Int64] {
    guard let payloads = payloads[key] else { return [] }
    var count = 0
    for payload in payloads {
      var bytes = UsageBytes(payload)
      count += try bytes.items()
    }
    guard count >= least else { return [] }
    var times: [Int64] = []
    for payload in payloads {
      var bytes = UsageBytes(payload)
      times += try PartitionEvents(&bytes, inputs: InputNumbers()).times
    }
    if payloads.count > 1 { times.sort() }
    return times
  }

  /// Whether a request of `tonight`, which ascends, may be less than a window away from one of `earlier`.
  private static func isNear(
    _ tonight: [Int64], _ earlier: ClosedRange<Int64>?, _ length: Int64
  ) -> Bool {
    guard let earlier, let first = tonight.first, let last = tonight.last else { return false }
    return first - earlier.upperBound < length && earlier.lowerBound - last < length
  }

  private static func key(of group: GroupUsage) -> [UInt8] {
    key(.group, [group.name.bytes, [group.isJudged ? 2 : 1], [GroupPart.whole.rawValue + 1]])
  }

  private func key(_ section: UsageSection, _ parts: [[UInt8]]) -> [UInt8] {
    EarlierUsage.key(section, parts)
  }

  private static func key(_ section: UsageSection, _ parts: [[UInt8]]) -> [UInt8] {
    var key = [section.rawValue]
    for part in parts { UsageKey.append(part, to: &key) }
    return key
  }
}

extension PartitionEvents {
  /// First and last time of a payload; nil where no request lies in `from...to`. Reads no more than that
  /// takes, and keeps nothing.
  static func bounds(
    _ payload: [UInt8], from: Int64, to: Int64
  ) throws(UsageCorruption) -> ClosedRange<Int64>? {
    var bytes = UsageBytes(payload)
    let count = try bytes.items()
    guard count > 0 else { throw UsageCorruption() }
    let first = try bytes.time(from: 0)
    guard first <= to else { return nil }
    var time = first
    var isNear = time >= from
    for _ in 1..<count {
      let next = try bytes.time(from: time)
      guard next >= time else { throw UsageCorruption() }
      time = next
      if time >= from, time <= to { isNear = true }
    }
    return isNear ? first...time : nil
  }
}

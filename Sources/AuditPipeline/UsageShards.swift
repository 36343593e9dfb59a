internal import Findings

/// Puts usage files together as the scans they are parts of.
enum UsageShards {
  /// The files by scan, each scan's by shard, scans in the order in which they were given; refuses
  /// a shard
  /// that is there twice.
  static func byScan(_ inputs: [UsageInput]) throws(UsageRefusal) -> [[UsageInput]] {
    var scans: [[UsageInput]] = []
    var positions: [String: Int] = [:]
    for input in inputs {
      guard let position = positions[input.header.scan] else {
        positions[input.header.scan] = scans.count
        scans.append([input])
        continue
      }
      if let other = scans[position].first(where: { isRepeated(input, $0) }) {
        throw UsageRefusal(
          file: input.file, cause: .repeated(input.header.shard, other: other.file))
      }
      scans[position].append(input)
    }
    return scans.map { $0.sorted { $0.header.shard.index < $1.header.shard.index } }
  }

  /// Checks that all shards of each scan are there.
  static func checkWhole(_ scans: [[UsageInput]]) throws(UsageRefusal) {
    for scan in scans {
      let shard = scan[0].header.shard
      let present = Set(scan.map(\.header.shard.index))
      guard let missing = (1...shard.count).first(where: { !present.contains($0) }) else {
        continue
      }
      throw UsageRefusal(
        file: scan[0].file, cause: .missing(index: missing, count: shard.count))
    }
  }

  /// Checks that there is one shard of each scan, of all scans the same.
  static func checkAlike(_ scans: [[UsageInput]]) throws(UsageRefusal) {
    let first = scans[0][0]
    for input in scans.joined() where input.header.shard != first.header.shard {
      throw UsageRefusal(
        file: input.file,
        cause: .otherShard(input.header.shard, first.header.shard, other: first.file))
    }
  }

  /// Two divisions of one scan overlap, whatever their shards.
  private static func isRepeated(_ input: UsageInput, _ other: UsageInput) -> Bool {
    input.header.shard == other.header.shard
      || input.header.shard.count != other.header.shard.count
  }
}

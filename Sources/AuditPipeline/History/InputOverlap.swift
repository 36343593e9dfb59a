public import Bytes
internal import Findings

/// Two inputs hold some of the same lines, and neither is the other or goes on where it ended: counting
/// both would count these twice.
public struct InputOverlap: Error, Sendable, Equatable {
  /// The input.
  public var path: ByteString
  /// The other one.
  public var other: ByteString
  /// The run that has counted the other one, nil for this run.
  public var run: Int?
  /// The first minute in which both have the same line.
  public var first: Instant
  /// The last such minute.
  public var last: Instant

  /// The reason for a reader: both names, where they overlap, how to mend it.
  public var sentence: String {
    func quoted(_ path: ByteString) -> String {
      "\"" + SecretMask.masked(path.text) + "\""
    }
    let minutes = "from \(first.text) to \(last.text)"
    guard let run else {
      return "\(quoted(path)) and \(quoted(other)) hold the same lines \(minutes), and would be "
        + "counted twice; give one of them, or cut the lines out of one"
    }
    return "\(quoted(path)) holds lines that run \(run) counted in \(quoted(other)), \(minutes); "
      + "give the log as it has grown from there, or cut those lines out"
  }
}

/// Finds inputs that share lines, by their samples.
///
/// Two inputs overlap if the first lines of at least two minutes are the same in both, and of the minutes
/// that both have from the first such to the last one at least half. Where a log was cut anywhere these
/// are all but those at the ends. A single minute does not tell: a cut within a busy second leaves equal
/// lines on both sides. Less than half may be chance: two servers are asked for their health in one second.
struct SharedMinutes: Equatable {
  /// Minutes since the epoch.
  var first: Int64
  var last: Int64

  /// What two lists of samples, each by minute, share; nil if they do not overlap.
  init?(_ left: [LineSample], _ right: [LineSample]) {
    /// Minutes that both have, and whether their lines are the same.
    var common: [(minute: Int64, isSame: Bool)] = []
    var (index, other) = (0, 0)
    while index < left.count, other < right.count {
      if left[index].minute == right[other].minute {
        common.append((left[index].minute, left[index].hash == right[other].hash))
        index += 1
        other += 1
      } else if left[index].minute < right[other].minute {
        index += 1
      } else {
        other += 1
      }
    }
    guard let first = common.firstIndex(where: \.isSame),
      let last = common.lastIndex(where: \.isSame), first < last
    else { return nil }
    let same = common[first...last].count(where: \.isSame)
    guard same * 2 >= last - first + 1 else { return nil }
    self.first = common[first].minute
    self.last = common[last].minute
  }
}

internal import AccessLog
internal import Bytes
internal import Findings
internal import LogInput

/// For each UTC minute of an input a hash of its first line, by line number, whose record lies in it.
///
/// Blocks may come in any order and parts from any worker: the smallest line number wins. Inputs of so
/// many minutes that these would take too much keep every second, fourth, eighth, ... of them, those
/// divisible by it: which ones, follows from the input alone.
struct MinuteSamples: Sendable {
  /// Minutes of an input that are kept at most: 45 days of them.
  static let most = 1 << 16

  private struct Sample: Sendable {
    var line: Int
    var hash: UInt64
  }

  private static let minute: Int64 = 60_000
  private var samples: [Int64: Sample] = [:]
  /// Minutes that this does not divide are left out.
  private var step: Int64 = 1
  private let limit: Int

  /// Nothing seen; `limit` minutes are kept at most.
  init(limit: Int = MinuteSamples.most) { self.limit = limit }

  /// Looks at the records of a block; lines are hashed only where a minute has none that is earlier.
  mutating func add(_ batch: RecordBatch) {
    let records = batch.records.span
    var minuteStart: Int64?
    /// Lines from here on are not the first of that minute.
    var knownLine = 0
    for index in 0..<records.count {
      let (time, line) = (records[index].time, records[index].line)
      if let start = minuteStart, time >= start, time - start < MinuteSamples.minute,
        line >= knownLine
      {
        continue
      }
      let minute = time.flooredQuotient(MinuteSamples.minute)
      minuteStart = minute * MinuteSamples.minute
      knownLine = line
      guard minute % step == 0 else { continue }
      if let known = samples[minute]?.line, known <= line { continue }
      samples[minute] = Sample(
        line: line, hash: MinuteSamples.hash(batch.bytes, Int(records[index].offset)))
      thin()
    }
  }

  /// Adds what another worker saw of the same input.
  mutating func merge(_ other: MinuteSamples) {
    step = max(step, other.step)
    samples.merge(other.samples) { $0.line <= $1.line ? $0 : $1 }
    samples = samples.filter { $0.key % step == 0 }
    thin()
  }

  /// All samples, by minute.
  var sorted: [LineSample] {
    samples.map { LineSample(minute: $0.key, hash: $0.value.hash) }.sorted()
  }

  /// The sample of the first record of a batch, nil without one.
  static func first(of batch: RecordBatch) -> LineSample? {
    guard let record = batch.records.first else { return nil }
    return LineSample(
      minute: record.time.flooredQuotient(minute), hash: hash(batch.bytes, Int(record.offset)))
  }

  private mutating func thin() {
    while samples.count > limit {
      step *= 2
      samples = samples.filter { $0.key % step == 0 }
    }
  }

  /// The hash of the line that begins at `start`, without LF or CR LF.
  private static func hash(_ bytes: [UInt8], _ start: Int) -> UInt64 {
    var end = ByteSearch.first(0x0A, in: bytes.span, start..<bytes.count) ?? bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return InputDigest.hash(ofLine: bytes[start..<end])
  }
}

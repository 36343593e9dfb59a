import AccessLog
import Bytes
import LimitCatalog
import TestSupport

@testable import Usage

/// 2026-11-20T00:00:00Z in seconds since the epoch: 20,777 days.
let midnight: Int64 = 20_777 * 86_400

/// A line of an input, as a piece of its own.
struct LogLine {
  var input: Int
  var number: Int
  var format: LogFormat
  /// With its LF.
  var bytes: [UInt8]
}

/// The lines of files; inputs are numbered in the order of their paths.
func lines(of files: [ReferenceFile]) -> [LogLine] {
  files.sorted { $0.path < $1.path }.enumerated().flatMap { input, file in
    file.bytes.split(separator: 0x0A).enumerated().map { index, line in
      LogLine(
        input: input, number: index + 1, format: file.format == .json ? .json : .extended,
        bytes: line + [0x0A])
    }
  }
}

/// A tally and the parsers that feed it.
struct Counter {
  var tally: UsageTally
  private var parsers: [LogFormat: LineParser] = [:]
  private let options: LineParser.Options

  init(policy: Policy, inputCount: Int, countsDays: Bool = false) {
    tally = UsageTally(policy: policy, inputCount: inputCount, countsDays: countsDays)
    options = LineParser.Options(
      timestamp: policy.timestamp == .completion ? .completion : .arrival,
      resources: EntityKind.allCases.map { ByteString($0.id) })
  }

  /// Counts lines of one input that follow each other.
  mutating func add(_ bytes: [UInt8], input: Int, firstLine: Int, format: LogFormat) {
    var batch = RecordBatch()
    batch.bytes = bytes
    parsers[format, default: LineParser(format: format, options: options)]
      .parse(&batch, firstLine: firstLine)
    tally.add(batch, input: input)
  }

  mutating func add(_ line: LogLine) {
    add(line.bytes, input: line.input, firstLine: line.number, format: line.format)
  }
}

/// The tally of records, which are lines of one extended log in this order.
func tally(_ records: [ReferenceRecord], policy: Policy = .standard) -> UsageTally {
  var counter = Counter(policy: policy, inputCount: 1)
  for (index, record) in records.enumerated() {
    var record = record
    record.line = index + 1
    let bytes = LineRenderer.line(record, .extended) + [0x0A]
    counter.add(bytes, input: 0, firstLine: index + 1, format: .extended)
  }
  return counter.tally
}

/// All entries of a tally.
func entries(of tally: UsageTally) throws -> [UsageEntry] {
  var tally = tally
  var usage = CollectedUsage(inputCount: tally.inputs.count)
  usage.add(FinishedTally(draining: &tally))
  return try entries(of: usage)
}

/// All entries of usage, which is taken apart.
func entries(of usage: CollectedUsage) throws -> [UsageEntry] {
  var reader = try usage.reader()
  var entries: [UsageEntry] = []
  while let entry = try reader.next() { entries.append(entry) }
  return entries
}

/// A Knewton request at this second after midnight.
func knewton(_ method: String, _ target: String, at second: Int64 = 0) -> ReferenceRecord {
  var record = ReferenceRecord(time: (midnight + second) * 1000, status: 200)
  record.method = ByteString(method)
  record.target = ByteString("/v0" + target)
  record.token = "secret-token"
  return record
}

import AccessLog
import Bytes

/// A parsed block with its texts, for expectations.
struct Parsed {
  var batch: RecordBatch
  var records: [Record] { batch.records }
  var counts: LineCounts { batch.counts }
  var bad: Int { batch.counts.badFields }
  var reasons: [MalformedReason] { batch.counts.firstMalformed.map(\.reason) }

  func text(_ slice: ByteSlice) -> String {
    String(decoding: batch.bytes[slice.range], as: UTF8.self)
  }

  func bytes(_ slice: ByteSlice) -> [UInt8] { Array(batch.bytes[slice.range]) }

  /// A text of the only record; fails the test by its absence where there is none.
  subscript(_ path: KeyPath<Record, ByteSlice>) -> String {
    records.count == 1 ? text(records[0][keyPath: path]) : "<\(records.count) records>"
  }

  /// A value of the only record, or nil.
  func only<Value>(_ path: KeyPath<Record, Value>) -> Value? {
    records.count == 1 ? records[0][keyPath: path] : nil
  }
}

let resources: [ByteString] = ["taxonomy-depth", "includes-per-goal", "goals-per-registration"]

func parse(
  _ bytes: [UInt8], _ format: LogFormat, _ options: LineParser.Options? = nil, firstLine: Int = 1
) -> Parsed {
  var parser = LineParser(
    format: format, options: options ?? LineParser.Options(resources: resources))
  var batch = RecordBatch()
  batch.bytes = bytes
  parser.parse(&batch, firstLine: firstLine)
  return Parsed(batch: batch)
}

func extended(_ text: String, _ options: LineParser.Options? = nil) -> Parsed {
  parse(Array(text.utf8), .extended, options)
}

func json(_ text: String, _ options: LineParser.Options? = nil) -> Parsed {
  parse(Array(text.utf8), .json, options)
}

/// An access line with this request, then whatever comes behind the bytes.
func line(
  request: String = "GET / HTTP/1.1", time: String = "20/Nov/2026:13:00:00 +0000",
  status: String = "200", behind: String = ""
) -> String {
  "10.0.0.1 - - [\(time)] \"\(request)\" \(status) 12\(behind)"
}

/// An access line with referer and agent and this tail.
func tail(_ words: String) -> Parsed { extended(line(behind: " \"-\" \"agent\" " + words)) }

/// A JSON line with time and status and these members.
func object(_ members: String, _ options: LineParser.Options? = nil) -> Parsed {
  json(#"{"time":"2026-11-20T13:00:00Z","status":200,"# + members + "}", options)
}

/// 2026-11-20T13:00:00Z in milliseconds since the epoch: 20,777 days and 13 hours.
let base: Int64 = (20_777 * 24 + 13) * 3_600_000

/// SplitMix64 (Steele, Lea, Flood 2014): enough to make inputs, and the same everywhere.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    print("seed \(seed)")
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// One thing to measure.
struct Benchmark {
  /// Name in the table: the stage, then what of it.
  var name: String
  /// Content that one run goes through, in bytes.
  var bytes: Int
  /// Records in it.
  var records: Int
  /// Does it once, measures what counts of it, and returns a hash of what came out.
  var run: (inout Stopwatch) throws -> ResultHash
}

/// What several runs of a benchmark took.
struct Series {
  /// The benchmark's own.
  let name: String
  /// Content of one run, in bytes.
  let bytes: Int
  /// Records of one run.
  let records: Int
  /// Of every run.
  private(set) var hash: ResultHash?
  /// Of each run, in seconds, in the order of the runs.
  private(set) var seconds: [Double] = []

  /// No runs yet.
  init(_ benchmark: Benchmark) {
    name = benchmark.name
    bytes = benchmark.bytes
    records = benchmark.records
  }

  /// Adds a run; throws where it worked out something else than the ones before.
  mutating func add(_ seconds: Double, _ hash: ResultHash) throws(BenchmarkFault) {
    if let expected = self.hash, expected != hash { throw .unstable(name) }
    self.hash = hash
    self.seconds.append(seconds)
  }

  /// The median of the runs, in seconds.
  var median: Double { seconds.median }
}

/// Why a run of the benchmarks is worth nothing.
enum BenchmarkFault: Error, CustomStringConvertible {
  /// Two runs of one benchmark came to different results.
  case unstable(String)
  /// Two formats of one content came to different records.
  case different(String, String)
  /// An argument that is none.
  case argument(String)
  /// The simulated log could not be read.
  case unreadable(String)

  /// One sentence.
  var description: String {
    switch self {
    case .unstable(let name): "\(name): two runs came to different results"
    case .different(let one, let other):
      "\(one) and \(other) have one content but came to different records"
    case .argument(let text): "\(text)\n\(Options.usage)"
    case .unreadable(let path): "\(path) cannot be read"
    }
  }
}

extension [Double] {
  /// The middle value, of an even number the mean of the two in the middle; 0 of none.
  var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    return (sorted[count / 2] + sorted[(count - 1) / 2]) / 2
  }
}

internal import LogInput

/// Inflating, checking and hashing a file and cutting it into blocks of lines, by each engine.
enum InflateBenchmarks {
  /// A benchmark per engine that is built in.
  static func all(_ night: Night, records: Int) -> [Benchmark] {
    let source = night.log
    return InflateEngine.allCases.map { engine in
      Benchmark(name: "inflate/\(engine)", bytes: night.content.bytes, records: records) { watch in
        try watch.measure {
          let reader = try InputReader(opening: source, engine: engine)
          var block = LineBlock()
          while reader.read(into: &block) {}
          return hash(of: reader.summary)
        }
      }
    }
  }

  private static func hash(of summary: ContentSummary) -> ResultHash {
    var hash = ResultHash()
    hash.add(Int(summary.contentCRC32))
    hash.add(summary.contentBytes)
    hash.add(summary.damage == nil ? 0 : 1)
    return hash
  }
}

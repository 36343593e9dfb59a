internal import Foundation
internal import LogSimulation

/// Measures the stages of an audit apart: inflate, parse, tally, merge, judge.
///
/// Prints a table; the status is 1 where two results differ that must be the same or, with `--check`,
/// where a bar is missed, 64 where the arguments are wrong.
@main
struct Micro {
  static func main() {
    do {
      let options = try Options(CommandLine.arguments.dropFirst())
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("quota-audit-micro-\(ProcessInfo.processInfo.processIdentifier)")
      let series = try measured(options, folder)
      print(table(series))
      try checkSameness(series)
      // Of one short run nothing can be said.
      let missed = options.runs > 1 && report(series)
      exit(missed && options.checks ? 1 : 0)
    } catch {
      FileHandle.standardError.write(Data("micro: \(error)\n".utf8))
      if let fault = error as? BenchmarkFault, case .argument = fault { exit(64) }
      exit(1)
    }
  }

  /// Everything that was asked for; the folder is there only meanwhile.
  private static func measured(_ options: Options, _ folder: URL) throws -> [Series] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try run(options, folder)
  }

  /// All benchmarks, each once per round, so that whatever else the machine does falls on all.
  private static func run(_ options: Options, _ folder: URL) throws -> [Series] {
    let night = try Night(lines: options.lines, format: .extended, below: folder)
    let json = try Night(lines: options.lines, format: .json, below: folder)
    let parse = try ParseBenchmarks.all(night, json)
    let records = parse.last?.records ?? 0
    let benchmarks =
      (try InflateBenchmarks.all(night, records: records) + parse + UsageBenchmarks.all(night)
      + HistoryBenchmarks.all(isTiny: options.runs == 1, folder))
      .filter { $0.name.hasPrefix(options.only) }
    var series = benchmarks.map { Series($0) }
    for _ in 0..<options.runs {
      for index in benchmarks.indices {
        var watch = Stopwatch()
        let hash = try benchmarks[index].run(&watch)
        try series[index].add(watch.seconds, hash)
      }
    }
    return series
  }

  private static func table(_ series: [Series]) -> String {
    var rows = [["benchmark", "MB/s", "records/s", "ns/record", "result"]]
    for one in series {
      let seconds = max(one.median, 1e-9)
      rows.append([
        one.name, fixed(Double(one.bytes) / 1e6 / seconds, 1),
        fixed(Double(one.records) / seconds, 0),
        fixed(seconds * 1e9 / Double(max(1, one.records)), 1), one.hash?.text ?? "",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let pad = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + pad : pad + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// Throws where benchmarks of one content came to different results.
  private static func checkSameness(_ series: [Series]) throws(BenchmarkFault) {
    for names in Bar.same {
      let same = series.filter { names.contains($0.name) }
      guard let first = same.first else { continue }
      for other in same where other.hash != first.hash { throw .different(first.name, other.name) }
    }
  }

  /// Prints the bars; whether one is missed.
  private static func report(_ series: [Series]) -> Bool {
    var missed = false
    for bar in Bar.all {
      guard let ratio = bar.ratio(series) else { continue }
      let isMissed = ratio > bar.limit
      missed = missed || isMissed
      print(
        "\(bar.name) takes \(fixed(ratio, 2)) x \(bar.base) per record"
          + " (at most \(fixed(bar.limit, 2))): \(isMissed ? "MISSED" : "met")")
    }
    return missed
  }

  private static func fixed(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
  }
}

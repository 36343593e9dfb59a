import Bytes
import Findings
import Testing

@testable import AuditPipeline

/// A history in memory.
final class RememberedInputs: KnownInputs {
  private(set) var inputs: [KnownInput] = []
  private(set) var run = 0

  func input(contentBytes: Int64, crc32: UInt32) -> KnownInput? {
    inputs.first { $0.input.contentBytes == contentBytes && $0.input.crc32 == crc32 }
  }

  func inputs(atPath path: ByteString) -> [KnownInput] {
    inputs.filter { $0.input.path == path }
      .sorted { $0.input.contentBytes > $1.input.contentBytes }
  }

  func inputsTouching(_ period: Period) -> [KnownInput] {
    inputs.filter { known in
      known.input.period.map { $0.first <= period.last && $0.last >= period.first } ?? false
    }
  }

  func inputs(continuing id: Int64) -> [KnownInput] {
    inputs.filter { $0.input.continues == id }
  }

  /// Keeps what a run has counted.
  func record(_ night: NightUsage) {
    run += 1
    for input in night.inputs {
      inputs.append(KnownInput(id: Int64(inputs.count + 1), run: run, input: input))
    }
  }
}

/// One night: what was new, and what it came to.
struct Night {
  let usage: NightUsage
  let judged: JudgedNight

  /// Audits what is new in `paths` and has `history` keep it.
  init(
    _ paths: [String], _ history: RememberedInputs, jobs: Int = 1,
    _ change: (inout AuditRequest) -> Void = { _ in }
  ) throws {
    var request = request(paths, jobs: jobs)
    change(&request)
    usage = try AuditRun(request).night(history)
    judged = try usage.usage.night(request)
    history.record(usage)
  }

  var records: Int { judged.report.totals.records }
  var lines: Int { judged.report.totals.lines }
}

extension DailyUsage {
  /// All counts by what they are of.
  var sums: [String: StatusCounts] {
    var sums: [String: StatusCounts] = [:]
    for row in groups { sums["\(row.day) \(row.group)", default: StatusCounts()].merge(row.counts) }
    for row in applications {
      sums["\(row.day) \(row.group) app \(row.application)", default: StatusCounts()]
        .merge(row.counts)
    }
    for row in sites {
      sums["\(row.day) \(row.group) site \(row.site)", default: StatusCounts()].merge(row.counts)
    }
    for row in endpoints {
      sums["\(row.day) \(row.service) \(row.endpoint)", default: StatusCounts()].merge(row.counts)
    }
    return sums
  }
}

/// The sums of several nights.
func sums(_ nights: [Night]) -> [String: StatusCounts] {
  nights.reduce(into: [:]) { $0.merge($1.judged.days.sums) { $0 + $1 } }
}

/// The sums of one audit of all inputs.
func wholeSums(_ paths: [String]) throws -> [String: StatusCounts] {
  try Night(paths, RememberedInputs()).judged.days.sums
}

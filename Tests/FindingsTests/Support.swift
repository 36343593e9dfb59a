import AccessLog
import Bytes
import LimitCatalog
import TestSupport
import Testing
import Usage

@testable import Findings

/// 2026-11-20T00:00:00Z in seconds since the epoch: 20,777 days.
let midnight: Int64 = 20_777 * 86_400

/// A second of that day as an instant.
func at(_ second: Int64) -> Instant { Instant(seconds: midnight + second) }

/// The verdicts on these records, which are lines of one extended log `a.log` in this order.
func audit(_ records: [ReferenceRecord], policy: Policy = .standard) -> AuditReport {
  audit(files: ["a.log": records], policy: policy)
}

/// The verdicts on the records of several extended logs, in their order.
func audit(files: [ByteString: [ReferenceRecord]], policy: Policy = .standard) -> AuditReport {
  let usage = usage(of: files, policy: policy)
  do {
    let partial = try judged(usage, files.keys.sorted(), policy: policy)
    return Judge.report(partial, sums: usage.sums, policy: policy)
  } catch {
    Issue.record(error)
    return AuditReport()
  }
}

/// The usage of several extended logs.
func usage(
  of files: [ByteString: [ReferenceRecord]], policy: Policy = .standard
) -> CollectedUsage {
  let paths = files.keys.sorted()
  var tally = UsageTally(policy: policy, inputCount: paths.count)
  var parser = LineParser(
    format: .extended,
    options: LineParser.Options(resources: EntityKind.allCases.map { ByteString($0.id) }))
  for (input, path) in paths.enumerated() {
    var batch = RecordBatch()
    for (index, record) in (files[path] ?? []).enumerated() {
      var record = record
      record.line = index + 1
      batch.bytes += LineRenderer.line(record, .extended) + [0x0A]
    }
    parser.parse(&batch, firstLine: 1)
    tally.add(batch, input: input)
  }
  var usage = CollectedUsage(inputCount: paths.count)
  usage.add(FinishedTally(draining: &tally))
  return usage
}

/// What is judged of usage, or of a shard that `sums` are told of; usage is taken apart.
func judged(
  _ usage: CollectedUsage, _ paths: [ByteString], sums: UsageSums? = nil, policy: Policy = .standard
) throws -> PartialReport {
  try judged(usage.reader(), paths, sums: sums ?? usage.sums, policy: policy)
}

/// What is judged of the entries that `reader` has left.
func judged(
  _ reader: UsageReader, _ paths: [ByteString], sums: UsageSums, policy: Policy
) throws -> PartialReport {
  var reader = reader
  var judge = Judge(policy: policy, inputPaths: paths, sums: sums)
  while let entry = try reader.next() { judge.add(entry) }
  return judge.partialReport()
}

/// The policy of a YAML text.
func policy(_ yaml: String) throws -> Policy {
  try Policy(yaml: Array(yaml.utf8), fieldNames: LineParser.fieldNames)
}

/// A Learn call of group `acme` at this second of the day.
func call(_ second: Int64, group: ByteString? = "acme", status: Int = 200) -> ReferenceRecord {
  var record = ReferenceRecord(time: (midnight + second) * 1000, status: status)
  record.method = "GET"
  record.target = "/learn/api/public/v1/users"
  record.group = group
  record.app = "app-1"
  record.site = "s1.example"
  return record
}

/// A Knewton request with a token at this second of the day.
func request(
  _ method: ByteString, _ target: String, at second: Int64 = 0, status: Int = 200
) -> ReferenceRecord {
  var record = ReferenceRecord(time: (midnight + second) * 1000, status: status)
  record.method = method
  record.target = ByteString("/v0" + target)
  record.client = "10.0.0.1"
  record.token = "secret-token"
  record.uri = "https://a.example"
  return record
}

/// A Knewton request without a token, so many milliseconds into the day.
func anonymous(_ milliseconds: Int64, status: Int = 200) -> ReferenceRecord {
  var record = request("GET", "/accounts/1", status: status)
  record.time += milliseconds
  record.token = nil
  return record
}

/// `record` so many times.
func times(_ count: Int, _ record: ReferenceRecord) -> [ReferenceRecord] {
  Array(repeating: record, count: count)
}

/// The token of `request` as reports show it: printf secret-token | sha256sum.
let shownToken: ByteString = "tok_930bbdc51b6aed5c"

extension AuditReport {
  /// All findings of a rule, in order.
  func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule == rule } }

  /// The only finding of a rule, nil when there are none or several.
  func finding(_ rule: String) -> Finding? {
    let all = findings(rule)
    return all.count == 1 ? all[0] : nil
  }

  /// The names of all rules with findings.
  var rules: Set<String> { Set(findings.map(\.rule)) }
}

extension Finding {
  /// What most expectations are about: severity, measured, limit, occurrences.
  var numbers: String { "\(severity.name) \(measured)/\(limit) x\(occurrences)" }

  /// The values of the subject.
  var names: [String] { subject.map(\.value.text) }
}

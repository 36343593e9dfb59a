import AccessLog
import Bytes
import Findings
import Foundation
import LimitCatalog
import Reporting
import TestSupport
import Testing

/// Random small logs through the whole program against the slow reference of the SPEC.
///
/// `QUOTA_AUDIT_RANDOM_LOGS` says how many, `QUOTA_AUDIT_SEED` which ones.
@Suite struct RandomLogTests {
  /// How a log is stored and audited, which must not matter.
  private struct Storage: CustomStringConvertible {
    var inputs: [String]
    var jobs: Int
    var description = ""
  }

  /// Each strand draws logs of its own, so that all cores have work.
  private static let strands = 4

  @Test(arguments: 0..<strands) func everyNumberIsThatOfTheReference(_ strand: Int) throws {
    let seed = TestSeed.seed(20_261_120)
    let rounds = TestSeed.rounds("QUOTA_AUDIT_RANDOM_LOGS", usual: 750) / Self.strands
    let folder = try Scratch()
    var generator = ReferenceGenerator(
      seed: seed &+ UInt64(strand) << 32, directory: folder.path)
    var random = SplitMix64(seed: seed ^ UInt64(strand))
    var rules: Set<String> = []
    var faults = 0
    for round in 1...max(1, rounds) {
      let log = generator.next()
      let policy = try Policy(yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
      let storage = try store(log, in: folder, &random)
      let report = audit(storage.inputs, policy: policy, jobs: storage.jobs)
      let expected = ReferenceMask.masked(
        ReferenceAudit.run(records: log.records, inventory: log.inventory, policy: log.policy),
        records: log.records)
      var differences = ReportComparison.differences(report, expected)
      differences += violatedLaws(report, log)
      if !report.status.complete { differences += report.status.reasons }
      rules.formUnion(report.findings.map(\.rule))
      if round % 8 == 0 {
        let again = audit(
          storage.inputs.shuffled(using: &random), policy: policy, jobs: random.integer(1...4))
        if JSONReport.render(again) != JSONReport.render(report) {
          differences.append("another order of inputs or number of jobs gives another report")
        }
      }
      guard !differences.isEmpty else { continue }
      Issue.record(
        """
        Log \(round) of strand \(strand) of seed \(seed), \(storage): program, reference
        \(differences.prefix(20).joined(separator: "\n"))
        policy:
        \(log.policy.yaml)
        """)
      faults += 1
      if faults == 3 { return }
    }
    // 18 rules and 28 entity limits: equal reports say little if nothing is ever found.
    if rounds >= 1_000 { #expect(rules.count == 46, "\(rules.sorted())") }
  }

  /// Writes the files, each plain or compressed in some number of members.
  private func store(
    _ log: ReferenceCase, in folder: Scratch, _ random: inout SplitMix64
  ) throws -> Storage {
    for name in folder.names {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    var storage = Storage(inputs: [], jobs: random.integer(1...4))
    for file in log.files {
      var bytes = file.bytes
      if random.chance(20) { bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
      if random.chance(20) { bytes.removeLast() }
      let name = String(file.path.text.dropFirst(folder.path.count + 1))
      storage.inputs.append(try folder.write(stored(bytes, &random), to: name))
      storage.description += "\(name) "
      if bytes.count >= 4096, random.chance(15) {
        let copy = "zz-copy-of-" + name
        storage.inputs.append(try folder.write(stored(bytes, &random), to: copy))
        storage.description += copy + " "
      }
    }
    storage.inputs.shuffle(using: &random)
    if random.chance(20) { storage.inputs = [folder.path] }
    storage.description += "jobs \(storage.jobs)"
    return storage
  }

  private func stored(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    if random.chance(60) { return bytes }
    let cuts = (0..<random.integer(0...3)).map { _ in random.integer(0...bytes.count) }.sorted()
    return Gzip.members(bytes, cutAt: cuts)
  }

  private func lineFeeds(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0A } }

  /// SPEC 9.3.
  private func violatedLaws(_ report: AuditReport, _ log: ReferenceCase) -> [String] {
    let totals = report.totals
    var violated: [String] = []
    func law(_ name: String, _ left: Int, _ right: Int) {
      if left != right { violated.append("\(name): \(left), \(right)") }
    }
    law(
      "lines = records + blank + malformed + notes", totals.lines,
      totals.records + totals.blank + totals.malformed + totals.notes)
    law("lines", totals.lines, log.records.count + log.inventory.count)
    law(
      "records = learn + knewton + other + excluded", totals.records,
      totals.learn + totals.knewton + totals.other + totals.excluded)
    law(
      "knewton = pairs + triples", totals.knewton,
      totals.pairs.attempted + totals.triples.attempted)
    for (service, records) in [
      ("learn", totals.learn), ("knewton", totals.knewton), ("other", totals.other),
    ] {
      let rows = report.endpoints.filter { $0.service == service }
      law("endpoints of \(service)", rows.reduce(0) { $0 + $1.counts.attempted }, records)
    }
    for row in report.inputs {
      let path = row.duplicateOf ?? row.path
      let file = log.files.first { $0.path == path }
      law("lines of \(row.path.text)", row.lines, file.map { lineFeeds($0.bytes) } ?? 0)
      let records = log.records.count { $0.input == path }
      law("records of \(row.path.text)", row.records, records)
    }
    law("records of hours", report.coverage.hours.reduce(0) { $0 + $1.records }, totals.records)
    return violated
  }
}

import Bytes
import Findings
import GRDB
import Testing

@testable import RunHistory

/// `check` finds what somebody changed, pruning keeps what has to stay, exports are readable.
@Suite struct CheckTests {
  @Test(
    arguments: [
      ("UPDATE group_days SET ok = ok + 1 WHERE group_id = 2", "group_days holds"),
      ("UPDATE application_days SET attempted = 0", "application_days holds"),
      ("DELETE FROM endpoint_days", "endpoint_days holds"),
      ("UPDATE runs SET refused = refused + 1", "run 1 counted other calls"),
      ("UPDATE runs SET records = 0 WHERE id = 2", "run 2 or its inputs are not"),
      ("UPDATE inputs SET path = 'x' WHERE id = 3", "run 2 or its inputs are not"),
      ("DELETE FROM findings WHERE run = 1 AND position = 2", "findings of run 1 are not"),
      ("UPDATE finding_subjects SET value = 'x' WHERE run = 2", "findings of run 2 are not"),
      ("DELETE FROM inputs WHERE id = 1", "input_samples refers to rows of inputs that are not"),
      ("DELETE FROM names WHERE id = 1", "group_days refers to rows of names that are not"),
      ("DELETE FROM runs WHERE id = 1", "runs 1 to 1 are not there"),
      ("UPDATE input_samples SET samples = x'00'", "line samples of input 1 do not read"),
      ("UPDATE usage SET bytes = x'00' WHERE run = 2", "the usage of run 2 does not read"),
      (
        "UPDATE application_days SET group_id = group_id + 100",
        "a group has"
      ),
      ("DROP VIEW runs_text", "the view runs_text is not as it was made"),
    ])
  func plantedDamageIsFound(_ sql: String, _ words: String) throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<2 { try history.record(Nights.record(night)) }
      #expect(try history.check() == [])
      try history.queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        try database.execute(sql: sql)
        #expect(database.totalChangesCount > 0)
      }
      let problems = try history.check()
      #expect(problems.contains { $0.contains(words) }, "\(problems)")
    }
  }

  @Test func changedBytesAreFound() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<3 { try history.record(Nights.record(night)) }
    }
    let reader = try AuditHistory(opening: scratch.history, as: .reader)
    let whole = try scratch.bytes("audit.sqlite")
    var unseen = 0
    var tried = 0
    for offset in stride(from: 100, to: whole.count, by: 211) where whole[offset] != 0 {
      var damaged = whole
      damaged[offset] ^= 0x11
      try scratch.write(damaged, "audit.sqlite")
      tried += 1
      do {
        let history = try AuditHistory(opening: scratch.history, as: .reader)
        if try history.check() == [] { unseen += 1 }
      } catch {}
    }
    try reader.close()
    #expect(tried > 50)
    // What is left of removed rows, and times of sites.
    #expect(unseen * 20 <= tried, "\(unseen) of \(tried)")
  }

  @Test func pruningKeepsWhatWasCounted() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<4 {
        var record = Nights.record(night)
        record.days.sites.append(
          SiteDayCounts(
            day: Nights.day + night, group: "group 9", site: ByteString("old\(night).example"),
            counts: StatusCounts()))
        record.days.groups.append(
          GroupDayCounts(day: Nights.day + night, group: "group 9", counts: StatusCounts()))
        record.days.applications.append(
          ApplicationDayCounts(
            day: Nights.day + night, group: "group 9", application: "app 0",
            counts: StatusCounts()))
        try history.record(record)
      }
      let kept = try history.groupDays(from: Nights.day + 2)
      let pruned = try history.prune(daysBefore: Nights.day + 2)
      // Of three days a row for each of 3 groups, 6 applications, 6 sites and an endpoint, and of two of
      // these three more rows; inputs and findings of two nights.
      #expect(pruned.days == 3 * 16 + 2 * 3)
      #expect(pruned.samples == 4)
      #expect(pruned.usage == 2)
      #expect(pruned.findings == 4)
      #expect(pruned.names == 2)
      #expect(try history.groupDays() == kept)
      #expect(try history.findings(ofRun: 2) == [])
      #expect(try history.findings(ofRun: 3).count == 2)
      #expect(try history.check() == [])
      #expect(throws: HistoryRefusal.self) { try history.record(Nights.record(0)) }

      // Late requests of a day that is gone are counted as ever.
      var late = Nights.record(0)
      late.inputs = [Nights.input(0, 7)]
      try history.record(late)
      #expect(try history.check() == [])
      #expect(try history.prune(daysBefore: .max).days > 0)
      #expect(try history.prune(daysBefore: .min) == PrunedRows())
      #expect(try history.registrations().count == 2)
      #expect(try history.findings(ofRun: 5).count == 2)
      #expect(try history.check() == [])
    }
  }

  @Test func exportsAreReadable() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      try history.record(Nights.record(0))
      func rows(_ table: HistoryTable) throws -> [String: [ExportedValue]] {
        var names: [String] = []
        var columns: [[ExportedValue]] = []
        try history.export(table) {
          names = $0
        } row: {
          columns.append($0)
        }
        return Dictionary(
          uniqueKeysWithValues: names.enumerated().map { index, name in
            (name, columns.map { $0[index] })
          })
      }
      #expect(try rows(.runs)["first"] == [.text("2024-10-04T00:00:00.000Z")])
      #expect(try rows(.inputs)["crc32"] == [.text("80000000"), .text("80000001")])
      #expect(try rows(.groups)["day"]?.first == .text("2024-10-03"))
      #expect(try rows(.groups)["group"]?.last == .text("group 2"))
      #expect(try rows(.applications)["attempted"]?.first == .integer(10))
      #expect(try rows(.sites)["site"]?.count == 12)
      #expect(try rows(.endpoints)["service"] == [.text("learn"), .text("learn")])
      #expect(try rows(.registrations)["last"]?.first == .text("2024-10-04T00:00:02.000Z"))
      #expect(try rows(.findings)["subject"]?.first == .text("group=group 0"))
      struct Enough: Error {}
      #expect(throws: Enough.self) {
        try history.export(.runs, columns: { _ in }, row: { _ in throw Enough() })
      }
    }
  }
}

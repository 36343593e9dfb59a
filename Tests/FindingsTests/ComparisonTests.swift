import Bytes
import TestSupport
import Testing

@testable import Findings

/// What became of findings since an earlier run, and how days change.
@Suite struct ComparisonTests {
  private static let baseline = RunReference(number: 12, period: nil)

  private func finding(
    _ rule: String, _ group: ByteString, _ measured: Int, limit: Int = 10,
    severity: Severity = .warning
  ) -> Finding {
    Finding(rule, severity, [SubjectPart("group", group)], measured: measured, limit: limit)
  }

  private func report(_ findings: [Finding]) -> AuditReport {
    var report = AuditReport()
    report.findings = findings
    report.totals.learn = 1
    report.totals.knewton = 1
    report.history = HistoryReport(run: 13)
    return report
  }

  @Test func states() throws {
    let before = [
      finding("learn.calls", "grown", 20), finding("learn.calls", "shrunk", 20),
      finding("learn.calls", "same", 20, limit: 20),
      finding("learn.calls", "graver", 20),
      finding("learn.calls", "lighter", 5, severity: .violation),
      finding("learn.calls", "gone", 20),
    ].map(RememberedFinding.init)
    let now = [
      finding("learn.calls", "grown", 21), finding("learn.calls", "shrunk", 21, limit: 11),
      finding("learn.calls", "same", 10),
      finding("learn.calls", "graver", 19, severity: .violation),
      finding("learn.calls", "lighter", 500), finding("learn.calls", "fresh", 1),
    ]
    var report = report(now)
    report.compare(with: before, of: Self.baseline)
    let history = try #require(report.history)
    #expect(
      now.map { history.states[$0.id] } == [.worse, .better, .same, .worse, .better, .new])
    #expect(history.gone.map(\.finding.id) == [before[5].id])
    #expect(history.gone[0].absence == .resolved && history.count(.resolved) == 1)
    #expect(history.count(.worse) == 2 && history.baseline?.number == 12)
    var without = AuditReport()
    without.compare(with: before, of: Self.baseline)
    #expect(without.history == nil)
  }

  @Test func absences() throws {
    let before = [
      finding("learn.calls", "a", 1), finding("learn.sites", "a", 1),
      finding("learn.sites-near", "b", 1), finding("knewton.pair-rate", "c", 1),
    ].map(RememberedFinding.init)
    func absences(_ change: (inout AuditReport) -> Void) -> [GoneFinding.Absence] {
      var report = report([])
      change(&report)
      report.compare(with: before, of: Self.baseline)
      return report.history?.gone.map(\.absence) ?? []
    }
    let group = {
      var group = GroupReport()
      group.group = "a"
      return group
    }()
    #expect(absences { $0.groups = [group] } == [.resolved, .resolved, .notInLogs, .resolved])
    #expect(
      absences { $0.totals.learn = 0 } == [.notInLogs, .notInLogs, .notInLogs, .resolved])
    #expect(
      absences { $0.totals.knewton = 0 } == [.resolved, .notInLogs, .notInLogs, .notInLogs])
    #expect(
      absences { $0.status.complete = false } == [.unknown, .unknown, .unknown, .unknown])
  }

  @Test func aViewComparesItsOwn() throws {
    let before = [finding("learn.calls", "a", 1), finding("learn.calls", "b", 1)]
      .map(RememberedFinding.init)
    var report = report([])
    report.scope = ReportScope(.group, "b")
    report.compare(with: before, of: Self.baseline)
    report.takeHistory(
      run: 13, skipped: [SkippedInput(path: "p", sameAs: "q", run: 1)], continued: [],
      days: [
        DayChange(
          day: 1, before: nil, after: StatusCounts(), isProvisional: true, isReopened: false)
      ])
    #expect(report.history?.gone.map(\.finding.id) == [before[1].id])
    #expect(report.history?.skipped.isEmpty == true && report.history?.days.isEmpty == true)
  }

  private func usage(_ rows: [(day: Int, group: ByteString, calls: Int)]) -> DailyUsage {
    var usage = DailyUsage()
    usage.groups = rows.map {
      GroupDayCounts(day: $0.day, group: $0.group, counts: StatusCounts(attempted: $0.calls))
    }
    usage.endpoints = rows.map {
      EndpointDayCounts(
        day: $0.day, service: "learn", endpoint: "e", counts: StatusCounts(attempted: $0.calls + 1))
    }
    return usage
  }

  /// The latest record is at 04:00 on day 10: of day 9, with a grace of four hours, nothing more may come.
  @Test func days() throws {
    let tonight = usage([(8, "a", 5), (8, "b", 7), (9, "a", 1), (10, "a", 2)])
    let latest = Instant(seconds: 10 * 86_400 + 4 * 3600)
    let earlier = Instant(seconds: 9 * 86_400 + 5 * 3600)
    let changes = DayChange.all(
      adding: tonight, to: [8: StatusCounts(attempted: 100), 9: StatusCounts(attempted: 50)],
      groupsBefore: [
        GroupDayCounts(day: 8, group: "a", counts: StatusCounts(attempted: 40)),
        GroupDayCounts(day: 9, group: "a", counts: StatusCounts(attempted: 50)),
      ], lastBefore: earlier, last: latest, graceSeconds: 4 * 3600)
    #expect(changes.map(\.day) == [8, 9, 10])
    #expect(changes.map(\.after.attempted) == [114, 52, 3])
    #expect(changes.map { $0.before?.attempted } == [100, 50, nil])
    #expect(changes.map(\.isReopened) == [true, false, false])
    #expect(changes.map(\.isProvisional) == [false, false, true])
    #expect(changes[0].groups.map(\.group) == ["b", "a"] && changes[1].groups.isEmpty)
    #expect(changes[0].groups.map(\.added) == [7, 5])
    #expect(changes[0].groups.map { $0.before?.attempted } == [nil, 40])
    #expect(
      DayChange.finalDays(of: tonight, lastBefore: earlier, graceSeconds: 4 * 3600) == [8])
    // A moment before, day 9 was provisional.
    let before = DayChange.all(
      adding: tonight, to: [:], lastBefore: nil,
      last: Instant(milliseconds: latest.milliseconds - 1), graceSeconds: 4 * 3600)
    #expect(before.map(\.isProvisional) == [false, true, true])
    #expect(before.allSatisfy { !$0.isReopened && $0.before == nil })
  }

  @Test func aLateLogAloneChangesNoNewerDay() {
    let late = usage([(3, "a", 1)])
    let change = DayChange.all(
      adding: late, to: [3: StatusCounts(attempted: 9)],
      lastBefore: Instant(seconds: 20 * 86_400), last: Instant(seconds: 3 * 86_400 + 5),
      graceSeconds: 0)
    #expect(change.map(\.isReopened) == [true] && change.map(\.isProvisional) == [false])
  }

  @Test func manyGroupsAreBounded() {
    let tonight = usage((0..<80).map { (0, ByteString("g\($0)"), $0) })
    let change = DayChange.all(
      adding: tonight, to: [0: StatusCounts(attempted: 1)],
      lastBefore: Instant(seconds: 86_400 * 5), last: nil, graceSeconds: 0)
    #expect(change[0].groups.count == 50 && change[0].groupsLeftOut == 30)
    #expect(change[0].groups.first?.group == "g79")
  }
}

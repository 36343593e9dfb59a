import Bytes
import Findings
import LimitCatalog

extension SampleReport {
  /// The sample as run 13 of a history: a finding of each kind, gone ones, days, inputs and waivers, with one
  /// text in the place of every name.
  static func history(name: ByteString) -> AuditReport {
    var report = report(name: name)
    report.history = known(name)
    let baseline = RunReference(number: 12, period: Period(first: at(-86_400), last: at(-1)))
    report.compare(with: remembered(report, name), of: baseline)
    report.history?.gone[1].absence = .notInLogs
    report.history?.gone[2].absence = .resolved
    let day = CivilDate(year: 2026, month: 11, day: 20)
    let past = CivilDate(year: 2026, month: 11, day: 19)
    report.waivers = WaiverReport(
      [
        Waiver(
          .finding(id: "00112233445566aa"), owner: name.text, reason: name.text, expires: day),
        Waiver(
          .rule("knewton.pair-delayed", subject: [SubjectPattern(key: "uri", glob: "*")]),
          owner: name.text, reason: "moving", expires: past),
        Waiver(
          .rule("learn.sites", subject: [SubjectPattern(key: "site", glob: name)]), owner: "ops",
          reason: "moving", expires: day),
      ], last: report.period?.last)
    return report.waived()
  }

  private static func known(_ name: ByteString) -> HistoryReport {
    var history = HistoryReport(run: 13)
    history.skipped = [SkippedInput(path: name, sameAs: name, run: 3)]
    history.continued = [
      ContinuedInput(path: name, bytesBefore: 123_456, linesBefore: 789, run: 12)
    ]
    var reopened = DayChange(
      day: 20_770, before: StatusCounts(attempted: 1000, rejected: 7),
      after: StatusCounts(attempted: 1500, rejected: 8), isProvisional: false, isReopened: true)
    reopened.groups = [
      GroupDayChange(
        group: name, before: nil, after: StatusCounts(attempted: 444))
    ]
    reopened.groupsLeftOut = 3
    history.days = [
      reopened,
      DayChange(
        day: 20_777, before: nil, after: StatusCounts(attempted: 1201), isProvisional: true,
        isReopened: false),
    ]
    history.overNights = ["00112233445566aa"]
    history.unreadPartitions = 2
    return history
  }

  /// The rate was less, the delays as many; the third finding is new.
  private static func remembered(
    _ report: AuditReport, _ name: ByteString
  ) -> [RememberedFinding] {
    var rate = RememberedFinding(report.findings[0])
    rate.measured = 600
    var gone = rate
    gone.message = "Group \(name.text) made 600 calls."
    return [rate, RememberedFinding(report.findings[1])]
      + ["dd", "ee", "ff"].map { digits in
        gone.id = "00112233445566" + digits
        return gone
      }
  }
}

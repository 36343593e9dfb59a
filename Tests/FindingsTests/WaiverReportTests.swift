import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// What waivers do to a report, and when they do nothing.
@Suite struct WaiverReportTests {
  /// Two groups throttled on 2026-11-20.
  private static let records: [ReferenceRecord] = {
    var other = call(9, group: "other", status: 429)
    other.app = "app-2"
    return times(3, call(0, group: "acme-eu", status: 429)) + times(2, other)
  }()

  /// A call of nobody, whose time is the run's last.
  private func end(_ second: Int64) -> ReferenceRecord {
    var record = call(second, group: nil)
    record.app = nil
    return record
  }

  private func report(
    _ waivers: [String], _ records: [ReferenceRecord] = records
  ) throws -> AuditReport {
    let list = waivers.map { "{\($0)}" }.joined(separator: ", ")
    return audit(records, policy: try policy("waivers: [\(list)]")).waived()
  }

  private func rest(_ day: String = "2026-11-20", owner: String = "ops") -> String {
    "owner: \(owner), reason: moving, expires: \(day)"
  }

  @Test func aWaivedFindingStaysAndDoesNotCount() throws {
    let plain = audit(Self.records)
    #expect(plain.waivers == nil && plain.hasFindings(atLeast: .violation))
    let report = try report(["rule: learn.throttled, subject: {group: acme-*}, \(rest())"])
    #expect(report.findings.map(\.id) == plain.findings.map(\.id))
    #expect(report.findings.map(report.isWaived) == [true, false])
    #expect(report.hasFindings(atLeast: .notice))
    #expect(report.waivers?.waiver(of: report.findings[0].id)?.owner == "ops")
    let all = try self.report(["rule: learn.throttled, \(rest())"])
    #expect(!all.hasFindings(atLeast: .notice) && all.waivers?.rows[0].findings == 2)
    let id = plain.findings[1].id
    let one = try self.report(["id: \(id), \(rest())"])
    #expect(one.findings.map(one.isWaived) == [false, true])
  }

  /// The last day counts; the run's day is that of its last record.
  @Test func anExpiredWaiverWaivesNothing() throws {
    let report = try report(["rule: learn.throttled, \(rest("2026-11-19"))"])
    #expect(report.hasFindings(atLeast: .violation) && report.waivers?.waived.isEmpty == true)
    #expect(report.waivers?.expiredRows.map(\.findings) == [2])
    #expect(report.waivers?.idleRows.isEmpty == true)
    let held = try self.report(["rule: learn.throttled, \(rest())"], Self.records + [end(86_399)])
    #expect(!held.hasFindings(atLeast: .notice))
    let over = try self.report(
      ["rule: learn.throttled, \(rest())"], Self.records + [end(86_400)])
    #expect(over.waivers?.expiredRows.count == 1)
  }

  @Test func theFirstThatHoldsIsTaken() throws {
    let report = try report([
      "rule: learn.throttled, \(rest("2026-01-01", owner: "late"))",
      "rule: learn.throttled, subject: {group: other}, \(rest(owner: "first"))",
      "rule: learn.throttled, \(rest(owner: "second"))", "rule: learn.sites, \(rest())",
      "id: 0000000000000000, \(rest("2026-01-01"))",
    ])
    let owners = report.findings.map { report.waivers?.waiver(of: $0.id)?.owner }
    #expect(owners == ["second", "first"])
    #expect(report.waivers?.expiredRows.isEmpty == true, "others hold")
    #expect(report.waivers?.idleRows.map(\.waiver.target).count == 2)
    #expect(report.waivers?.idleRows.first?.waiver.target == .rule("learn.sites", subject: []))
  }

  /// Every rule there is can be waived by the keys it has.
  @Test func rulesAndTheirKeys() {
    let names = Set(FindingRule.all.map(\.name))
    #expect(names.count == FindingRule.all.count)
    for rule in [
      Rule.calls, Rule.sites, Rule.sitesNear, Rule.throttled, Rule.installRefused,
      Rule.limitMismatch, Rule.unloggedCalls, Rule.applicationGroups, Rule.learnRetries,
      Rule.pairRate, Rule.pairDelayed, Rule.pairRejected, Rule.tripleRate, Rule.tripleRejected,
      Rule.tripleDelayed, Rule.softLimited, Rule.unexplained, Rule.knewtonRetries,
    ] + EntityKind.allCases.map({ Rule.entityPrefix + $0.id }) {
      #expect(names.contains(rule), "\(rule)")
    }
    #expect(names.count == 18 + EntityKind.allCases.count)
  }

  @Test func keysAreThoseOfFindings() throws {
    let report = audit(
      Self.records + times(40, anonymous(0, status: 429))
        + times(200, request("GET", "/accounts/1", status: 429)))
    #expect(report.rules.count > 5)
    for finding in report.findings {
      let keys = FindingRule.all.first { $0.name == finding.rule }?.keys ?? []
      #expect(finding.subject.allSatisfy { keys.contains($0.key) }, "\(finding.rule)")
    }
  }

  @Test func aViewDoesNotTellWhy() throws {
    var report = try report([
      "rule: learn.throttled, subject: {group: acme-eu}, \(rest())", "rule: learn.sites, \(rest())",
    ])
    report.scope = ReportScope(.group, "acme-eu")
    report.findings.removeLast()
    let view = report.waived()
    #expect(view.waivers?.rows.count == 1 && view.waivers?.rows[0].waiver.owner == "")
    #expect(view.waivers?.rows[0].waiver.reason == "" && view.isWaived(view.findings[0]))
  }

  @Test func tokensInWaiversAreMasked() throws {
    var report = try report(["rule: learn.throttled, \(rest(owner: "secret-token"))"])
    let mask = TokenMask(tokens: ["secret-token"], names: ["secret-token"])
    report = report.masked(by: mask)
    #expect(report.waivers?.rows[0].waiver.owner == shownToken.text)
  }
}

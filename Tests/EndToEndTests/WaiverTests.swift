import Testing

/// Policy `waivers` through the program: outcome and outputs.
@Suite struct WaiverTests {
  private func run(
    _ scratch: Scratch, _ waivers: String, _ more: [String] = []
  ) throws -> Program.Outcome {
    let log = try scratch.write("a.log", Line.violation)
    let policy = try scratch.write("p.yaml", "waivers:\n" + waivers)
    return try Program.run(["--policy", policy, "--out", scratch.path("out")] + more + [log])
  }

  @Test func aWaivedFindingDoesNotFailTheRun() throws {
    let scratch = try Scratch()
    let waived = try run(
      scratch,
      "- {rule: learn.throttled, subject: {group: g*}, owner: ops, reason: known, expires: 2026-03-14}\n",
      ["--output", "html,md,json,csv,junit,sarif,metrics"])
    #expect(waived.ending == .exit(0))
    #expect(waived.outputText.contains("1 finding is waived and does not count for the outcome."))
    let report = try scratch.report()
    #expect(report["findings"].elements.count == 1)
    #expect(report["extra"]["waived"].elements.map { $0["owner"].text } == ["ops"])
    #expect(
      report["extra"]["waived"].elements[0]["id"].text
        == report["findings"].elements[0]["id"].text)
    #expect(try scratch.text("out/report.junit.xml").contains("Waived by ops until 2026-03-14"))
  }

  @Test func anExpiredOneDoes() throws {
    let scratch = try Scratch()
    let expired = try run(
      scratch, "- {rule: learn.throttled, owner: ops, reason: known, expires: 2026-03-13}\n")
    #expect(expired.ending == .exit(1))
    #expect(
      expired.outputText.replacing("\n", with: " ").contains(
        "WAIVER EXPIRED: that of ops for learn.throttled expired on 2026-03-13: 1 finding"))
    let idle = try run(
      scratch, "- {id: 0123456789abcdef, owner: ops, reason: known, expires: 2026-12-31}\n")
    #expect(idle.ending == .exit(1))
    #expect(idle.outputText.contains("A waiver is about no finding: finding 0123456789abcdef."))
  }

  @Test func aBadOneIsRefusedBeforeAnythingIsRead() throws {
    let scratch = try Scratch()
    let refused = try run(scratch, "- {rule: learn.throttled, owner: ops, expires: 2026-12-31}\n")
    #expect(refused.ending == .exit(64))
    #expect(
      refused.errorText.contains(
        "line 2, column 3: key `reason` is missing in `waivers`; each item has to have it"))
  }

  /// Reports of usage files, of shards too, are those of one audit.
  @Test func scannedUsageKnowsThemToo() throws {
    let scratch = try Scratch()
    let waiver = "- {rule: learn.throttled, owner: ops, reason: known, expires: 2026-12-31}\n"
    _ = try run(scratch, waiver)
    let whole = try scratch.data("out/report.json")
    let scan = try Program.run(
      [
        "scan", "--policy", scratch.path("p.yaml"), "--usage", scratch.path("u.usage"),
        scratch.path("a.log"),
      ])
    #expect(scan.ending == .exit(0))
    let report = try Program.run(
      [
        "report", "--policy", scratch.path("p.yaml"), "--out", scratch.path("two"),
        scratch.path("u.usage"),
      ])
    #expect(report.ending == .exit(0))
    #expect(try scratch.data("two/report.json") == whole)
  }

  @Test func aPartnerViewKeepsTheReasonBack() throws {
    let scratch = try Scratch()
    let view = try run(
      scratch,
      "- {rule: learn.throttled, owner: inner-ops, reason: inner-reason, expires: 2026-12-31}\n",
      ["--group", "g", "--output", "html,md,json,csv,junit,sarif,metrics"])
    #expect(view.ending == .exit(0), "\(view.errorText)")
    for name in try scratch.names(in: "out") {
      let text = try scratch.text("out/" + name)
      #expect(!text.contains("inner-ops") && !text.contains("inner-reason"), "\(name)")
    }
  }
}

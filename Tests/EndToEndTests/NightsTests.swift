import Foundation
import Testing

/// Thirty nights with everything that goes wrong with logs come to what one audit of all of them says.
@Suite struct NightsTests {
  private static let nights = 30
  /// Tables that have to agree; runs, inputs and findings tell of the runs themselves.
  private static let tables = ["groups", "applications", "sites", "endpoints", "registrations"]

  /// The lines of a node's night: a minute or so apart, of three groups, their applications and sites, and
  /// of Knewton, each answered in one of four ways.
  private static func lines(night: Int, node: Int) -> String {
    (0..<60).map { index in
      let minute = (index * 23 + node * 7 + night) % 1440
      let clock = String(format: "%02d:%02d:%02d", minute / 60, minute % 60, index)
      let status = [200, 200, 302, 429, 500][(index + night + node) % 5]
      let date = String(format: "%02d/Mar/2026", night + 1)
      let line =
        index % 7 == 0
        ? Line.knewton("token=t\(node) origin=o", status: status, clock: clock)
        : Line.learn(
          "group=g\(index % 3) app=a\(index % 5) site=s\((index + night) % 9).example n=\(index)",
          status: status, clock: clock)
      return line.replacing("14/Mar/2026", with: date)
    }.joined()
  }

  private static func gzip(_ path: String, level: Int = 6) throws {
    #expect(
      try Program.shell("gzip -n -\(level) \"$1\"", [path]).ending == .exit(0))
  }

  private static func arguments(_ inputs: [String], _ scratch: Scratch) -> [String] {
    [
      "audit", "--history", scratch.path("nights.sqlite"), "--fail-on", "never", "--output",
      "json,metrics", "--out", scratch.path("out"),
    ] + inputs
  }

  private static func export(_ history: String) throws -> [String] {
    try tables.map { table in
      let outcome = try Program.run(["history", "export", "--history", history, "--table", table])
      #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
      return outcome.outputText
    }
  }

  @Test func thirtyNightsAreWhatOneAuditSays() throws {
    let scratch = try Scratch()
    let logs = try scratch.folder("logs")
    let history = scratch.path("nights.sqlite")
    var growing = ""
    var late: [String] = []
    for night in 0..<Self.nights {
      var inputs: [String] = []
      for node in 1...2 {
        let path = logs + "/node\(node)-\(night).log"
        try Self.lines(night: night, node: node).write(
          toFile: path, atomically: true, encoding: .utf8)
        try Self.gzip(path)
        // Every fourth night the second node's log comes three nights later.
        if node == 2, night % 4 == 1 {
          late.append(path + ".gz")
        } else {
          inputs.append(path + ".gz")
        }
      }
      // The third node appends to one file, which is given each night.
      growing += Self.lines(night: night, node: 3)
      let grown = logs + "/node3.log"
      try growing.write(toFile: grown, atomically: true, encoding: .utf8)
      inputs.append(grown)
      if night % 4 == 0 || night == Self.nights - 1 {
        inputs += late
        late = []
      }
      if night > 2, night % 3 == 0 {
        // Last night's log again: renamed and unpacked, then packed anew.
        let again = try scratch.folder("again-\(night)") + "/copy.log"
        try Self.lines(night: night - 1, node: 1).write(
          toFile: again, atomically: true, encoding: .utf8)
        if night % 2 == 0 { try Self.gzip(again, level: 1) }
        inputs.append(night % 2 == 0 ? again + ".gz" : again)
      }
      for milliseconds in night % 5 == 2 ? [5, 40, 90, 150, 220] : [] {
        let run = try RunningProgram(Program.path, Self.arguments(inputs, scratch))
        usleep(UInt32(milliseconds * 1000))
        run.send(SIGKILL)
        _ = try run.finish()
      }
      let outcome = try Program.run(Self.arguments(inputs, scratch))
      #expect(outcome.ending == .exit(0), "night \(night): \(outcome.errorText)")
      if night % 6 == 0 {
        let before = try Self.export(history)
        let repeated = try Program.run(Self.arguments(inputs, scratch))
        #expect(repeated.ending == .exit(0) && repeated.outputText.contains("Nothing new"))
        #expect(try Self.export(history) == before)
      }
    }

    let once = scratch.path("once.sqlite")
    let all = try Program.run([
      "audit", "--history", once, "--fail-on", "never", "--output", "json", "--out",
      scratch.path("all"), logs,
    ])
    #expect(all.ending == .exit(0), "\(all.errorText)")
    for (table, (nightly, single)) in zip(
      Self.tables, zip(try Self.export(history), try Self.export(once)))
    {
      #expect(nightly == single, "\(table)")
      #expect(nightly.split(separator: "\r\n").count > 3, "\(table)")
    }
    for path in [history, once] {
      let checked = try Program.run(["history", "check", "--history", path])
      #expect(checked.ending == .exit(0), "\(checked.outputText)")
    }
    // Neither is the sum off: every request of the report is in a day.
    let report = try scratch.report("all")
    #expect(report["totals"]["records"] == .number(Self.nights * 3 * 60))
  }

  @Test func overlapsAreRefusedWithBothNames() throws {
    let scratch = try Scratch()
    let text = Self.lines(night: 0, node: 1)
    let whole = try scratch.write("whole.log", text)
    #expect(try Program.run(Self.arguments([whole], scratch)).ending == .exit(0))
    let tail = text.split(separator: "\n").dropFirst(20).map { $0 + "\n" }.joined()
    let part = try scratch.write("part.log", tail)
    let before = try Self.export(scratch.path("nights.sqlite"))
    let outcome = try Program.run(Self.arguments([part], scratch))
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains("part.log") && outcome.errorText.contains("whole.log"))
    #expect(try Self.export(scratch.path("nights.sqlite")) == before)
  }

  @Test func optionsOfAHistoryNeedOne() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    for option in [["--baseline", "1"], ["--grace", "1h"], ["--keep-usage", "1"]] {
      let outcome = try Program.run(["audit", "--out", scratch.path("o")] + option + [log])
      #expect(outcome.ending == .exit(64) && outcome.errorText.contains("--history"))
    }
    let view = try Program.run(Self.arguments(["--group", "g", log], scratch))
    #expect(view.ending == .exit(64) && view.errorText.contains("partner view"))
    let listed = try Program.run(Self.arguments(["--manifest", log], scratch))
    #expect(listed.ending == .exit(64) && listed.errorText.contains("--manifest"))
  }

  @Test func metricsGoWhereTheyAreWanted() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let gauges = scratch.path("textfile.prom")
    let outcome = try Program.run([
      "audit", "--output", "json", "--metrics", gauges, "--out", scratch.path("out"), log,
    ])
    #expect(outcome.ending == .exit(0))
    #expect(try scratch.text("textfile.prom").contains("quota_audit_complete 1"))
    #expect(try scratch.names(in: "out") == ["report.json"])
  }
}

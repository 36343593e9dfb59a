import Bytes
import Foundation
import Testing

/// `history` as a user meets it.
@Suite struct HistoryCommandTests {
  private static let utf8 = ["LC_ALL": "C.UTF-8", "TERM": "xterm"]

  private static func scratch(nights: Int = HistoryFixture.nights) throws -> Scratch {
    let scratch = try Scratch()
    try HistoryFixture.write(scratch.path("audit.sqlite"), nights: nights)
    return scratch
  }

  @discardableResult
  private static func run(
    _ arguments: [String], _ scratch: Scratch, _ ending: Program.Ending = .exit(0),
    environment: [String: String] = utf8
  ) throws -> Program.Outcome {
    let outcome = try Program.run(
      ["history"] + arguments + ["--history", "audit.sqlite"], in: scratch.path,
      environment: environment)
    #expect(outcome.ending == ending, "\(outcome.errorText)")
    return outcome
  }

  @Test func theTerminalShowsGroupsForecastsAndRuns() throws {
    let scratch = try Self.scratch()
    let before = try scratch.data("audit.sqlite")
    let outcome = try Self.run([], scratch)
    let text = outcome.outputText
    #expect(outcome.errorText == "")
    for expected in [
      "2026-11-03 to 2027-01-31, 90 UTC days", "█",
      // The quota of 10,000 is passed on day 101.
      "over its quota about 2027-03-04 (2027-03-04 to 2027-03-04)", "no forecast: no trend",
      "Provisional 2027-01-31", "Unknown     2026-11-03 to 2026-11-22",
      "Runs        70 complete, 2027-01-31 00:00:00Z to 23:59:40Z, 10,000 records",
      "and 65 more runs", "3 of 6 sites",
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "a name steers no terminal")
    #expect(try scratch.data("audit.sqlite") == before, "reading changes nothing")
  }

  @Test func withoutUTF8ItIsASCII() throws {
    let scratch = try Self.scratch(nights: 30)
    for environment in [
      ["LC_ALL": "C"], ["LC_ALL": "", "LC_CTYPE": "", "LANG": ""],
      ["LC_ALL": "C.UTF-8", "TERM": "dumb"],
    ] {
      let outcome = try Self.run(["--group", "acme"], scratch, environment: environment)
      #expect(outcome.output.allSatisfy { $0 < 0x80 }, "\(environment)")
      #expect(outcome.outputText.contains("#"))
    }
  }

  @Test func oneGroupHasItsDates() throws {
    let scratch = try Self.scratch()
    try scratch.write("policy.yaml", "groups: {acme: {calls_per_day: 8400}}\n")
    let text = try Self.run(["--group", "acme", "--policy", "policy.yaml"], scratch).outputText
    for expected in [
      "Quota       8,400 calls a day, policy", "Over 100 %  2027-01-31",
      "Busiest     2027-01-31 with 8,450, 100.6 % of the quota",
      "its quota was exceeded in the last 28 days",
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
    #expect(!text.contains("steady"))
    let unknown = try Self.run(["--group", "acmee"], scratch, .exit(64))
    #expect(unknown.errorText.contains("knows no group \"acmee\"; did you mean \"acme\"?"))
  }

  @Test func jsonHasItAll() throws {
    let scratch = try Self.scratch()
    let outcome = try Self.run(["--output", "json", "--days", "10"], scratch)
    let json = try JSONDecoder().decode(JSONValue.self, from: outcome.output)
    #expect(json["schema"] == .string("quota-audit/history/1"))
    #expect(json["days"]["first"] == .string("2027-01-22"))
    #expect(json["days"]["provisional"] == .array([.string("2027-01-31")]))
    #expect(json["totals"]["attempted"].elements.count == 10)
    let groups = json["groups"].elements
    #expect(groups.first?["group"] == .string("acme"))
    #expect(groups.first?["forecast"]["day"] == .string("2027-03-04"))
    #expect(groups.first?["attempted"].elements.last == .number(8450))
    #expect(groups.first?["sites"]["registered"] == .number(3))
    #expect(groups[1]["forecast"]["reason"] == .string("no trend that stands out of its scatter"))
    #expect(groups[2]["group"] == .string(HistoryFixture.hostile.text), "whole, as report.json")
    #expect(json["runs"]["count"] == .number(70))
  }

  @Test func thePageLoadsNothingAndRunsNothing() throws {
    let scratch = try Self.scratch()
    let outcome = try Self.run(["--output", "html", "--out", "history.html"], scratch)
    #expect(outcome.outputText == "")
    let page = try scratch.text("history.html")
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("API usage history") && page.contains("2027-03-04"))
    #expect(page.contains("calls per UTC day, at most 8,450"))
    let again = try Self.run(["--output", "html"], scratch)
    #expect(again.outputText == page, "the same, wherever it goes")
  }

  @Test func outputsReplaceNoHistoryAndNeedAPlace() throws {
    let scratch = try Self.scratch(nights: 1)
    for name in ["audit.sqlite", "./audit.sqlite-wal", "audit.sqlite.lock"] {
      let refused = try Self.run(["--output", "json", "--out", name], scratch, .exit(64))
      #expect(refused.errorText.contains("would replace the input"))
    }
    try Self.run(["--output", "json", "--out", "no/where.json"], scratch, .exit(74))
    try Self.run(["export", "--out", "no/where.csv"], scratch, .exit(74))
  }

  @Test(arguments: [
    ["--days", "0"], ["--days", "x"], ["--output", "pdf"], ["--grace", "4d"], ["--group", ""],
    ["--group", "-"], ["export", "--table", "grups"], ["export", "--output", "xml"],
    ["prune", "--keep", "0"], ["prune", "--keep", "9", "--history-wait", "-1"],
  ])
  func wrongArgumentsAreQuoted(_ arguments: [String]) throws {
    let outcome = try Self.run(arguments, try Self.scratch(nights: 1), .exit(64))
    #expect(outcome.outputText == "")
    #expect(outcome.errorText.contains("quota-audit: ") || outcome.errorText.contains("Error: "))
  }

  @Test func checkFindsPlantedDamage() throws {
    let scratch = try Self.scratch(nights: 5)
    let whole = try Self.run(["check"], scratch).outputText
    #expect(
      whole == "The history \"audit.sqlite\" is as it was written.\n")
    let quiet = try Self.run(["check", "--quiet"], scratch)
    #expect(quiet.outputText == "")
    var bytes = try scratch.data("audit.sqlite")
    // Pages of tables: their cells are no cells any more.
    for index in 8192..<12_288 { bytes[index] = 0xFF }
    try scratch.write("audit.sqlite", bytes)
    let damaged = try Self.run(["check", "--quiet"], scratch, .exit(2))
    #expect(!damaged.outputText.isEmpty)
    let refused = try Self.run([], scratch, .exit(64))
    #expect(refused.errorText.contains("is damaged"))
    try Self.run(["prune", "--keep", "1"], scratch, .exit(64))
    try Self.run(["export"], scratch, .exit(64))
    #expect(try scratch.data("audit.sqlite") == bytes, "nothing was changed")
  }

  @Test(arguments: [[], ["check"], ["prune", "--keep", "3"], ["export"]])
  func whatIsNoHistoryIsRefused(_ command: [String]) throws {
    let scratch = try Scratch()
    let missing = try Self.run(command, scratch, .exit(64))
    #expect(missing.errorText.contains("\"audit.sqlite\" does not exist"))
    #expect(try scratch.names(in: ".") == [], "none was made")
    try scratch.write("audit.sqlite", "no database at all")
    try Self.run(command, scratch, .exit(64))
    #expect(try scratch.text("audit.sqlite") == "no database at all")
  }

  @Test func pruningKeepsTheLastDaysAndWhatWasCounted() throws {
    let scratch = try Self.scratch()
    let outcome = try Self.run(["prune", "--keep", "10"], scratch)
    #expect(outcome.outputText.hasPrefix("Removed of days before 2027-01-22: rows of days: 360, "))
    try Self.run(["check", "--quiet"], scratch)
    let json = try JSONDecoder().decode(
      JSONValue.self, from: try Self.run(["--output", "json"], scratch).output)
    #expect(json["runs"]["count"] == .number(70))
    #expect(
      json["groups"].elements.first?["forecast"]["reason"] == .string("fewer than 28 days"))
    #expect(json["groups"].elements.first?["sites"]["registered"] == .number(3))
    let again = try Self.run(["prune", "--keep", "10"], scratch)
    #expect(again.outputText.contains(": nothing."))
  }

  @Test func exportedTablesAreWholeAndHarmless() throws {
    let scratch = try Self.scratch(nights: 2)
    let csv = try Self.run(["export"], scratch).outputText
    #expect(csv.hasPrefix("day,group,attempted,rejected,ok,"))
    #expect(csv.contains("\r\n2026-11-23,acme,5000,1,4999,0,0,0\r\n"))
    #expect(csv.contains("'=cmd|"), "a formula is defused")
    #expect(csv.split(separator: "\r\n").count == 7)
    try Self.run(["export", "--out", "groups.csv"], scratch)
    #expect(try scratch.text("groups.csv") == csv)
    let lines = try Self.run(["export", "--table", "runs", "--output", "ndjson"], scratch).output
      .split(separator: 0x0A)
    #expect(lines.count == 2)
    let run = try JSONDecoder().decode(JSONValue.self, from: Data(lines[1]))
    #expect(run["run"] == .number(2) && run["status"] == .string("complete"))
    #expect(run["policy"] == .null)
  }
}

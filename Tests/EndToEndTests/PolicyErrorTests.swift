import Foundation
import Testing

/// Policies that are refused: 64, with file, line, column and what may have been meant.
@Suite struct PolicyErrorTests {
  struct Mistake: Sendable, CustomStringConvertible {
    var policy: String
    /// `line:column` of the fault.
    var place: String
    /// What standard error must say.
    var says: [String]
    var description: String { policy }
  }

  static let mistakes = [
    Mistake(policy: "warn_att: 80\n", place: "1:1", says: ["`warn_att`", "mean `warn_at`?"]),
    Mistake(
      policy: "learn:\n  calls_per_day: 10\n  lense: utc\n", place: "3:3",
      says: ["`lense`", "mean `lens`?"]),
    Mistake(
      policy: "knewton:\n  endpoints: {acount-get: 30}\n", place: "2:15",
      says: ["mean `account-get`?"]),
    Mistake(
      policy: "knewton: {entities: {events-per-bach: 1}}\n", place: "1:22",
      says: ["mean `events-per-batch`?"]),
    Mistake(policy: "groups:\n  g: {site: 3}\n", place: "2:7", says: ["mean `sites`?"]),
    Mistake(policy: "learn: {lens: utcc}\n", place: "1:15", says: ["`utcc`", "mean `utc`?"]),
    Mistake(policy: "learn: {partition: sites}\n", place: "1:20", says: ["`sites`"]),
    Mistake(policy: "learn: {calls_per_day: 0}\n", place: "1:24", says: ["`0`", "from 1"]),
    Mistake(policy: "learn: {calls_per_day: 1e3}\n", place: "1:24", says: ["`1e3`"]),
    Mistake(policy: "learn: {sites: many}\n", place: "1:16", says: ["`many`"]),
    Mistake(policy: "warn_at: 101\n", place: "1:10", says: ["`101`", "from 1 to 100"]),
    Mistake(policy: "max_malformed: 100.5\n", place: "1:16", says: ["`100.5`"]),
    Mistake(
      policy: "groups:\n  a: {applications: [k]}\n  b: {applications: [x, k]}\n", place: "3:25",
      says: ["`k`", "`a`", "`b`", "one group"]),
    Mistake(policy: "fields: {x.y: grop}\n", place: "1:15", says: ["mean `group`?"]),
    Mistake(policy: "learn: [\n", place: "2:1", says: ["YAML"]),
    Mistake(policy: "- a\n", place: "1:1", says: ["keys"]),
  ]

  @Test(arguments: mistakes)
  func mistakesAreLocated(_ mistake: Mistake) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("p.yaml", mistake.policy)
    let outcome = try Program.run(["--policy", "p.yaml", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.outputText == "")
    let place = mistake.place.split(separator: ":")
    #expect(outcome.errorText.hasPrefix("quota-audit: "))
    let says = ["p.yaml", "line \(place[0]), column \(place[1]): "] + mistake.says
    for text in says { #expect(outcome.errorText.contains(text), "\(outcome.errorText)") }
    #expect(try scratch.names(in: "") == ["a.log", "p.yaml"])
  }

  @Test(arguments: ["", "\n", "# nothing\n", "{}\n", "{\"warn_at\": 80}\n"])
  func emptyPoliciesAndJSONArePolicies(_ policy: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("p.yaml", policy)
    let outcome = try Program.run(
      ["--policy", "p.yaml", "--out", "out", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0))
    #expect(try scratch.report()["policy"]["name"].string == "p.yaml")
  }
}

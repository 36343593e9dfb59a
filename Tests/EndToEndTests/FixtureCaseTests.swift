import Foundation
import Testing

/// Every folder of fixtures/cases, run as its files say.
@Suite struct FixtureCaseTests {
  /// Set to 1 to write what the program prints into the cases; the run fails all the same, so that a
  /// recording is never mistaken for a test.
  private static let records = ProcessInfo.processInfo.environment["QUOTA_AUDIT_RECORD"] == "1"

  @Test(arguments: FixtureCase.all)
  func endsAndPrintsAsRecorded(_ fixture: FixtureCase) throws {
    let scratch = try Scratch()
    let outcome = try fixture.run(into: scratch)
    let status = try #require(Int32(try fixture.text("exit").trimmingCharacters(in: .newlines)))
    #expect(outcome.ending == .exit(status), "\(outcome.errorText)")
    try compare(fixture, "stdout", FixtureCase.stable(outcome.output, scratch))
    try compare(fixture, "stderr", FixtureCase.stable(outcome.error, scratch))
    guard fixture.exists("expected/report.json") || FixtureCaseTests.records else {
      #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
      return
    }
    for name in reportNames where name == "report.json" || fixture.exists("expected/" + name) {
      guard FileManager.default.fileExists(atPath: scratch.path("out/" + name)) else { continue }
      let report = try scratch.data("out/" + name)
      try compare(fixture, name, FixtureCase.stable(report, scratch))
    }
  }

  @Test(arguments: FixtureCase.reporting)
  func numbersAreThoseWorkedOutByHand(_ fixture: FixtureCase) throws {
    let scratch = try Scratch()
    _ = try fixture.run(into: scratch)
    let worked = WorkedNumbers(try fixture.text("README.txt"))
    #expect(worked.differences(from: try scratch.report()) == [])
  }

  @Test func tablesCoverEveryRule() throws {
    var rules: Set<String> = []
    for fixture in FixtureCase.reporting {
      rules.formUnion(WorkedNumbers(try fixture.text("README.txt")).rules)
    }
    #expect(rules == FixtureCaseTests.allRules)
  }

  /// SPEC section 6, and 4.4 for the entities.
  private static let allRules = Set(
    """
    learn.calls learn.sites learn.sites-near learn.throttled learn.install-refused
    learn.limit-mismatch learn.unlogged-calls learn.application-groups learn.retry-episode
    knewton.pair-rate knewton.pair-delayed knewton.pair-rejected knewton.triple-rate
    knewton.triple-rejected knewton.triple-delayed knewton.soft-limited
    knewton.unexplained-rejection knewton.retry-episode
    """.split(whereSeparator: \.isWhitespace).map(String.init)
      + """
      character-field modules-per-graph concepts-per-graph graphs-per-learning-instance
      taxons-per-taxonomy taxons-per-module taxonomy-depth registrations-per-account
      registrations-per-learning-instance goals-per-registration
      goals-per-registration-analytics focused-goals-per-registration
      target-modules-per-goal-analytics target-modules-per-goal recommendable-modules-per-goal
      includes-per-goal excludes-per-goal goals-per-learning-instance modules-per-recommendation
      registrations-per-analytics-page analytics-days events-per-batch
      registrations-per-goal-batch accounts-per-batch rows-query-taxons rows-query-goals
      rows-query-mixed grouping-query-ids
      """.split(whereSeparator: \.isWhitespace).map { "knewton.entity." + $0 })

  private func compare(_ fixture: FixtureCase, _ name: String, _ found: String) throws {
    let path = "expected/" + name
    let expected = fixture.exists(path) ? try fixture.text(path) : nil
    if FixtureCaseTests.records {
      let file = fixture.folder.appendingPathComponent(path)
      let folder = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(found.utf8).write(to: file)
      Issue.record("\(fixture.name)/\(path) was recorded; look at it and run without recording")
      return
    }
    guard found != expected else { return }
    Issue.record("\(fixture.name)/\(path): \(FixtureCaseTests.firstDifference(expected, found))")
  }

  private static func firstDifference(_ expected: String?, _ found: String) -> String {
    guard let expected else { return "is not there; found:\n\(found.prefix(2000))" }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = line ?? min(old.count, new.count)
    let pair = [old, new].map { index < $0.count ? "\"\($0[index])\"" : "the end" }
    return "line \(index + 1): expected \(pair[0]), found \(pair[1])"
  }
}

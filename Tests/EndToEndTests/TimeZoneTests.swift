import Foundation
import Testing

/// `--time-zone`: a second clock for people, and no other number.
struct TimeZoneTests {
  private static func audit(_ zone: String, into scratch: Scratch) throws -> Program.Outcome {
    try Program.run(
      [
        "audit", "--quiet", "--policy", "fixtures/demo/policy.yaml", "--out", scratch.path("out"),
        "--time-zone", zone, "fixtures/demo/logs",
      ], in: Repository.root.path)
  }

  /// New York is five hours behind UTC in November.
  @Test func timesOfTheZoneStandBesideUTC() throws {
    let scratch = try Scratch()
    #expect(try Self.audit("America/New_York", into: scratch).ending == .exit(1))
    let page = String(decoding: try scratch.data("out/report.html"), as: UTF8.self)
    let text = String(decoding: try scratch.data("out/report.md"), as: UTF8.self)
    #expect(page.contains("<code dir=\"auto\">America/New_York</code>"))
    #expect(
      text.contains(
        "2026-11-20 00:00:00Z (2026-11-19 19:00:00-05:00) to 2026-11-21 00:00:00Z "
          + "(2026-11-20 19:00:00-05:00)"))
    let json = String(decoding: try scratch.data("out/report.json"), as: UTF8.self)
    #expect(!json.contains("New_York") && !json.contains("-05:00"))
  }

  @Test(arguments: [
    ("America/New_Yrok", "did you mean \"America/New_York\"?"),
    ("berlin", "did you mean \"Europe/Berlin\"?"), ("EST", "such as Europe/Berlin or UTC"),
    ("../../etc/passwd", "such as Europe/Berlin or UTC"), ("", "such as Europe/Berlin or UTC"),
  ])
  func unknownZonesAreRefused(zone: String, advice: String) throws {
    let scratch = try Scratch()
    let outcome = try Self.audit(zone, into: scratch)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains("--time-zone \"\(zone)\" is not known"))
    #expect(outcome.errorText.contains(advice), "\(outcome.errorText)")
  }
}

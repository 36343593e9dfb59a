import AccessLog
import Bytes
import Findings
import Foundation
import Reporting
import Testing

@testable import AuditPipeline

/// What reports and `formats` say of the formats of inputs.
@Suite struct FormatChoiceTests {
  private func examine(
    _ text: String, _ format: LogFormat? = nil
  ) throws -> (FormatReport, String) {
    let folder = try Scratch()
    let path = try folder.write(text, to: "a.log")
    let examination = FormatExamination([ByteString(path)], format: format)
    #expect(examination.reasons.isEmpty)
    let report = try #require(examination.reports.first)
    return (report, report.text(color: false, width: 80))
  }

  @Test func aMisfitIsInTheReasons() throws {
    let folder = try Scratch()
    let cut = "\n" + #"10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" oops"# + "\n"
    let path = try folder.write(cut, to: "a.log")
    let reason = try #require(audit([path]).status.reasons.first)
    #expect(
      reason.hasSuffix(
        ": no format fits the only line; closest is extended, which stops fitting at column 65 of "
          + "line 2; see quota-audit formats \"\(path)\""), "\(reason)")
    let many = try folder.write(String(repeating: cut, count: 70) + line(1), to: "b.log")
    let second = try #require(audit([many]).status.reasons.first)
    #expect(second.contains("no format fits most of the first 64 lines; closest is extended"))
    // A format that the user named was not chosen among others.
    let given = try #require(audit([path], format: .extended).status.reasons.first)
    #expect(!given.contains("closest"))
  }

  @Test func notesOnFormatsAreInTheReport() throws {
    let folder = try Scratch()
    let path = try folder.write(#"10.0.0.1 [20/Nov/2026:13:00:00 +0000] 200 x"# + "\n", to: "a")
    let format = try LogFormat(
      declaration: "nginx:$remote_addr [$time_local] $status $nobody_knows")
    let report = audit([path, path], format: format)
    #expect(report.inputs.map(\.format) == [format.name, format.name])
    #expect(
      report.formatNotes == [
        FormatNotes(
          format: format.name,
          notes: ["the directive \"$nobody_knows\" is not known; its values are skipped"])
      ])
    #expect(audit([path]).formatNotes.isEmpty)
  }

  @Test func aLogIsTakenApart() throws {
    let (report, text) = try examine(
      lines(70, from: 0).replacing("app=a", with: "app=a token=\"Bearer secret-token-1\""))
    #expect(report.format == "extended" && report.seen == 64 && report.fitting == 64)
    #expect(!report.isGiven && !report.isDeclared)
    #expect(report.samples.map(\.line) == [1, 2, 3])
    #expect(report.fields.isSuperset(of: ["client", "target", "group", "app", "site", "token"]))
    #expect(!report.fields.contains("uri"))
    #expect(text.contains("Taken for   extended"))
    #expect(text.contains("64 of the first 64 lines that are not blank"))
    #expect(text.contains("token    (token, not shown)"))
    #expect(!text.contains("secret-token-1"))
  }

  /// A token that stands in other fields, or lines, is not shown there either.
  @Test func tokensAreHiddenWhereverTheyStand() throws {
    let token = "ZqSecretTokenValue"
    let first = line(1, group: token, tail: " uri=https://\(token)/x").replacing(
      "agent", with: token)
    let (_, text) = try examine(
      first + line(2, tail: " token=\(token)") + "\(token) \(token)\n" + first)
    #expect(!text.lowercased().contains(token.lowercased()))
    #expect(text.contains("tok_"))
    #expect(text.contains("Malformed (bad-line)"))
  }

  @Test func malformedLinesShowTheirFormAndNothingElse() throws {
    let (report, text) = try examine(
      lines(5) + "10.0.0.1 - - secret-7 \"GET /a\u{1B}[2J\n" + lines(1))
    #expect(report.samples.compactMap(\.malformed?.line) == [6])
    #expect(text.contains("  00x0x0x0 x x xxxxxxx0 \"xxx xxx[0x\n"))
    #expect(text.split(separator: "\n").contains { $0.allSatisfy { " ^".contains($0) } })
    #expect(!text.contains("secret-7") && !text.contains("\u{1B}"))
  }

  @Test func declaredFieldsAreKnownWithoutLines() throws {
    let format = try LogFormat(
      declaration: #"nginx:$remote_addr [$time_local] "$request" $status "$http_authorization""#)
    let (report, text) = try examine("", format)
    #expect(report.isDeclared && report.isGiven && report.seen == 0)
    #expect(text.contains("There is no line to tell by."))
    #expect(text.contains("Limits it can show, by the fields the format has"))
    #expect(text.contains("limit=\"$upstream_http_x_rate_limit_limit\""))
    #expect(!text.contains("token=\""))
    let (_, empty) = try examine("")
    #expect(!empty.contains("Limits it can show"))
  }

  @Test func contextReachesTheSamples() throws {
    let (report, text) = try examine(
      "#Fields: date time cs-uri sc-status\n2026-11-20 13:00:00 /a 200\n"
        + "#Fields: sc-status date time cs-uri\n404 2026-11-20 13:00:01 /b\n")
    #expect(report.format == "w3c" && report.samples.map(\.line) == [2, 4])
    #expect(text.contains("404") && text.contains("/b"))
  }

  @Test func inputsThatCannotBeReadAreNamed() throws {
    let folder = try Scratch()
    let good = try folder.write(Gzip.member(Array(lines(2).utf8)), to: "a.gz")
    let cut = try folder.write([0x1F, 0x8B, 8], to: "b.gz")
    let examination = FormatExamination(
      [good, cut, folder.path + "/none"].map { ByteString($0) }, format: nil)
    #expect(examination.reports.first?.fitting == 2)
    #expect(examination.reasons.count == 2)
    #expect(examination.reasons.first?.contains("does not exist") == true)
    #expect(examination.reasons.last?.contains("is damaged") == true)
  }
}

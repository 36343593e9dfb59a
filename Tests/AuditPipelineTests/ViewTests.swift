import Bytes
import Findings
import LimitCatalog
import Testing

@testable import AuditPipeline

/// Partner views and pseudonyms are the same however a report comes about (SPEC 9).
@Suite(.serialized) struct ViewTests {
  private static let secret = Array("a key that nothing else holds".utf8)
  private static let pseudonyms = Pseudonyms(key: secret, level: .strict)
  private static let scopes: [ReportScope?] = [
    nil, ReportScope(.group, "g1"), ReportScope(token: "secret-token-3"),
    ReportScope(.uri, "https://app1.example"),
  ]

  private func logs(_ folder: Scratch) throws -> [String] {
    try randomLogs(3, lines: 200, seed: 601).enumerated().map { index, text in
      try folder.write(text, to: "log\(index)")
    }
  }

  @Test(arguments: scopes)
  func inOneStepAndInSeveral(_ scope: ReportScope?) throws {
    let folder = try Scratch()
    var request = request(try logs(folder), jobs: 2)
    request.scope = scope
    request.whatIf = [try QuotaOverride("learn.calls_per_day=3")]
    for pseudonyms in [nil, Self.pseudonyms] {
      request.pseudonyms = pseudonyms
      let expected = try request.audited()
      let files = try request.scanned(to: folder.path + "/usage", shards: 3)
      #expect(try request.reported(files) == expected)
      #expect(try request.combined([files], in: folder) == expected)
      for name in folder.names {
        let bytes = try folder.read(name)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("a key that nothing"), "\(name)")
      }
    }
  }

  /// By its pseudonym a token is found where it is judged and where shards are joined.
  @Test func tokensByTheirPseudonym() throws {
    let folder = try Scratch()
    var request = request(try logs(folder))
    request.scope = ReportScope(token: "secret-token-3")
    request.pseudonyms = Self.pseudonyms
    let scope = try #require(request.scope)
    let expected = try request.audited()
    var asShown = request
    asShown.scope = ReportScope(.token, Self.pseudonyms.shown(scope))
    #expect(try asShown.audited() == expected)
    let files = try request.scanned(to: folder.path + "/usage")
    _ = try UsageReport.writeJudged(files, to: folder.path + "/judged", request)
    #expect(
      try Rendered(UsageReport.combine([folder.path + "/judged"], asShown).report) == expected)
  }

  /// What comes of a quota of others is not put down to the one that is shown, which would be the same
  /// with it alone.
  @Test func quotasOfOthersAreNotTried() throws {
    let folder = try Scratch()
    var request = request(try logs(folder))
    request.scope = ReportScope(.group, "g1")
    request.whatIf = [try QuotaOverride("learn.sites=40")]
    let alone = try request.audited()
    request.whatIf.append(try QuotaOverride("groups.g2.calls_per_day=1"))
    #expect(request.quotasTried.map(\.key) == ["learn.sites"])
    #expect(try request.audited() == alone)
    let files = try request.scanned(to: folder.path + "/usage", shards: 2)
    #expect(try request.combined([files], in: folder) == alone)
  }

  @Test func shardsOfAnotherViewAreRefused() throws {
    let folder = try Scratch()
    let log = try folder.write(lines(10), to: "log")
    var request = request([log])
    let files = try request.scanned(to: folder.path + "/usage")
    func refusal(_ judged: ReportScope?, _ given: ReportScope?) throws -> String {
      request.scope = judged
      _ = try UsageReport.writeJudged(files, to: folder.path + "/judged", request)
      request.scope = given
      let asked = request
      let refusal = try #require(
        #expect(throws: UsageRefusal.self) {
          _ = try UsageReport.combine([folder.path + "/judged"], asked)
        })
      return refusal.sentence.replacing("the usage file \"\(folder.path)/judged\" ", with: "")
    }
    let (acme, other) = (ReportScope(.group, "acme"), ReportScope(.group, "other"))
    #expect(
      try refusal(acme, other)
        == "was judged with another --group than this; give the same one to all")
    #expect(
      try refusal(acme, nil)
        == "was judged with --group, and this is for everybody; give the same to all")
    #expect(
      try refusal(nil, ReportScope(.uri, "x"))
        == "was judged for everybody, and this is with --uri; give the same to all")
  }

  @Test func whatWasWrongWithInputsIsNotTold() throws {
    let folder = try Scratch()
    let log = try folder.write("noise\nnoise\n" + lines(3), to: "canary-log")
    var request = request([log, folder.path + "/canary-gone"], policy: .standard)
    request.scope = ReportScope(.group, "acme")
    let report = try AuditRun(request).report()
    #expect(!report.status.complete && report.totals.missingInputs == 1)
    #expect(
      report.status.reasons
        == ["Part of the logs could not be read or understood; whoever runs the audit knows which."]
    )
    #expect(report.inputs.isEmpty && report.totals.lines == 3 && report.totals.malformed == 0)
    #expect(report.policy?.name == "policy" && report.policy?.sha256.count == 64)
    let rendered = try Rendered(report)
    for text in [rendered.json, rendered.html, rendered.markdown] {
      #expect(!String(decoding: text, as: UTF8.self).contains("canary"))
    }
  }
}

import Bytes
import LimitCatalog
import TestSupport
import Testing
import Usage

@testable import Findings

/// A partner view is what a report on all says of one partner, and nothing else.
@Suite struct ScopeTests {
  /// Two groups, three tokens, two URIs, of which those named `own` are looked at.
  private static let records: [ReferenceRecord] = {
    var records = times(3, call(0, group: "own")) + [call(9, group: "own", status: 429)]
    records += (0..<90).map { call($0 * 60, group: "other", status: $0 % 9 == 0 ? 429 : 200) }
    records += [call(7000, group: nil)]
    var own = request("GET", "/accounts/1", at: 100)
    own.token = "own-secret"
    own.uri = "https://own.example"
    records += times(17, own)
    own.status = 429
    own.delay = 40
    records.append(own)
    own.delay = 20
    own.target = "/v0/registrations/1"
    records.append(own)
    own.token = nil
    records.append(own)
    var tooMany = request("POST", "/batch", at: 200)
    tooMany.token = "own-secret"
    tooMany.items = 51
    records.append(tooMany)
    for second in 0..<60 {
      var other = request("GET", "/accounts/2", at: Int64(second), status: 429)
      other.token = second < 30 ? "other-secret" : nil
      other.uri = second % 2 == 0 ? "https://own.example" : "https://other.example"
      other.client = ByteString("10.9.9.\(second)")
      records.append(other)
    }
    return records
  }()

  private static let ownToken = CallerToken("own-secret").shown
  private let whole = audit(Self.records)

  private func view(
    _ scope: ReportScope, _ pseudonyms: Pseudonyms? = nil, _ records: [ReferenceRecord] = records
  ) throws -> AuditReport {
    let usage = usage(of: ["a.log": records])
    var reader = try usage.reader()
    var judge = Judge(
      policy: .standard, inputPaths: ["a.log"], sums: usage.sums, scope: scope,
      pseudonyms: pseudonyms)
    while let entry = try reader.next() { judge.add(entry) }
    return Judge.report(
      judge.partialReport(), sums: usage.sums, policy: .standard, scope: scope)
  }

  /// Whether the findings are those of `all` that `isOwn`, but for their witnesses.
  private func expect(
    _ findings: [Finding], are isOwn: ([SubjectPart]) -> Bool,
    location: SourceLocation = #_sourceLocation
  ) {
    let expected = whole.findings.filter { isOwn($0.subject) }
    #expect(findings.map(\.id) == expected.map(\.id), sourceLocation: location)
    #expect(findings.map(\.message) == expected.map(\.message), sourceLocation: location)
    #expect(!findings.isEmpty, sourceLocation: location)
    #expect(findings.allSatisfy { $0.witness == nil }, sourceLocation: location)
  }

  @Test func aGroup() throws {
    let view = try view(ReportScope(.group, "own"))
    #expect(view.groups.map(\.group) == ["own"] && view.groups[0].attempted == 4)
    #expect(view.groups[0].rollingPeak == whole.groups.first { $0.group == "own" }?.rollingPeak)
    expect(view.findings) { $0.first == SubjectPart("group", "own") }
    var totals = Totals()
    (totals.lines, totals.records, totals.learn, totals.rejected) = (4, 4, 4, 1)
    #expect(view.totals == totals)
    #expect(view.pairs.isEmpty && view.triples.isEmpty)
    #expect(view.endpoints.map { "\($0.endpoint.text) \($0.counts.attempted)" } == ["(more) 4"])
    #expect(view.entities.count == 28)
    #expect(view.entities.allSatisfy { $0.status == "not-observable" && $0.largest == nil })
    #expect(view.observability.map(\.id) == ["learn.calls", "learn.sites"])
    #expect(view.coverage.hours.isEmpty && view.signals.isEmpty)
    // Records from 00:00:00 to 01:56:40.
    #expect(view.period == Period(first: at(0), last: at(7200)))
  }

  @Test func aToken() throws {
    let view = try view(ReportScope(.token, Self.ownToken))
    #expect(view.groups.isEmpty && view.pairs.isEmpty)
    #expect(Set(view.triples.map(\.token)) == [Self.ownToken] && view.triples.count == 3)
    expect(view.findings) { $0.first == SubjectPart("token", Self.ownToken) }
    #expect(view.totals.triples.attempted == 20 && view.totals.knewton == 20)
    #expect(view.totals.rejected == 2 && view.totals.delayed == 2)
    // One finding, of a batch of 51; other limits of a request are within, the rest is nobody's own.
    let batch = view.entities.first { $0.id == "accounts-per-batch" }
    #expect(batch?.status == "violated" && batch?.largest == 51 && batch?.findings == 1)
    #expect(view.entities.first { $0.id == "character-field" }?.status == "within")
    #expect(view.entities.filter { ["p", "o"].contains($0.how) }.allSatisfy { $0.needs == nil })
    #expect(!view.observability.contains { $0.id == "knewton.pair-rate" })
  }

  @Test func anApplicationURI() throws {
    let view = try view(ReportScope(.uri, "https://own.example"))
    expect(view.findings) { $0.contains(SubjectPart("uri", "https://own.example")) }
    // 30 requests of others name the URI, 15 of them with a token; one of its own has none.
    #expect(view.totals.pairs.attempted == 16 && view.totals.triples.attempted == 19 + 15)
    let attempted = Dictionary(
      view.endpoints.map { ($0.endpoint.text, $0.counts.attempted) }, uniquingKeysWith: +)
    #expect(
      attempted == ["GET /accounts/{id}": 33, "GET /registrations/{id}": 1, "(more)": 16])
    let accounts = view.endpoints.first { $0.endpoint == "GET /accounts/{id}" }
    #expect(accounts?.delay?.max == 40 && accounts?.counts.delayed == 1)
  }

  /// SPEC 9.3 holds for a view: the endpoints of a service have all its records.
  @Test(arguments: [
    ReportScope(.group, "own"), ReportScope(.group, "other"), ReportScope(.token, ownToken),
    ReportScope(.uri, "https://own.example"), ReportScope(.uri, "https://other.example"),
  ])
  func nothingIsLost(_ scope: ReportScope) throws {
    let view = try view(scope)
    let totals = view.totals
    #expect(view.endpoints.reduce(0) { $0 + $1.counts.attempted } == totals.records)
    #expect(view.endpoints.reduce(0) { $0 + $1.counts.rejected } == totals.rejected)
    #expect(view.endpoints.reduce(0) { $0 + $1.counts.delayed } == totals.delayed)
    #expect(totals.lines == totals.records && totals.records == totals.learn + totals.knewton)
    #expect(!view.isViewOfNobody)
  }

  /// What others do changes nothing of a view but the hours that the logs cover.
  @Test func othersChangeNothing() throws {
    let own = Self.records.filter { $0.group == "own" }
    var alone = try view(ReportScope(.group, "own"), nil, own)
    var among = try view(ReportScope(.group, "own"))
    #expect(among.groups[0].statuses == alone.groups[0].statuses)
    // Dictionaries have another order in every description.
    for index in alone.groups.indices { alone.groups[index].statuses = [:] }
    for index in among.groups.indices { among.groups[index].statuses = [:] }
    #expect("\(among.groups)" == "\(alone.groups)")
    #expect(among.totals == alone.totals)
    #expect("\(among.findings)" == "\(alone.findings)")
    #expect("\(among.entities)" == "\(alone.entities)")
  }

  @Test(arguments: [
    ReportScope(.group, "nobody"), ReportScope(.group, "-"), ReportScope(.uri, "own"),
    ReportScope(.token, "tok_0000000000000000"), ReportScope(.token, "-"),
  ])
  func nobody(_ scope: ReportScope) throws {
    let view = try view(scope)
    #expect(view.isViewOfNobody && view.totals == Totals())
    #expect(!whole.isViewOfNobody)
  }

  @Test(arguments: ["own-secret", "Bearer own-secret", "bearer  own-secret", ownToken])
  func tokensAsShownAndAsSent(_ text: ByteString) {
    #expect(ReportScope(token: text) == ReportScope(.token, Self.ownToken))
  }

  @Test func tokensByTheirPseudonym() throws {
    let pseudonyms = Pseudonyms(key: Array("0123456789abcdef".utf8), level: .standard)
    let keyed = pseudonyms.token(Self.ownToken)
    let view = try view(ReportScope(token: keyed), pseudonyms)
    #expect(view.totals.triples.attempted == 20)
    #expect(view.scope == ReportScope(.token, Self.ownToken))
    let shown = view.pseudonymised(by: pseudonyms)
    #expect(shown.scope?.name == keyed && Set(shown.triples.map(\.token)) == [keyed])
    #expect(try self.view(ReportScope(token: keyed)).isViewOfNobody)
  }

  @Test func quotasTriedOfOthersAreNotShown() {
    let scope = ReportScope(.group, "a.b")
    #expect(scope.mayShow(quota: "learn.calls_per_day"))
    #expect(scope.mayShow(quota: "groups.a.b.calls_per_day"))
    #expect(scope.mayShow(quota: "groups.a.b.sites"))
    #expect(!scope.mayShow(quota: "groups.a.sites"))
    #expect(!scope.mayShow(quota: "groups.a.b.c.sites"))
    #expect(!ReportScope(.uri, "a.b").mayShow(quota: "groups.a.b.sites"))
    let joint = ReportScope(.group, "a + b + c.example")
    #expect(joint.mayShow(quota: "groups.a + b.sites", partition: .groupAndSite))
    #expect(!joint.mayShow(quota: "groups.a.sites", partition: .groupAndSite))
    #expect(!joint.mayShow(quota: "groups.a + b.sites"))
    #expect(!joint.mayShow(quota: "groups.a + b.sites", partition: .applicationAndSite))
  }
}

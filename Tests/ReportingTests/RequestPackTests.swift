import Bytes
import LimitCatalog
import Testing

@testable import Findings
@testable import Reporting

/// A request in words.
@Suite struct RequestPackTests {
  private static func window(_ calls: Int) -> GroupWindow {
    GroupWindow(
      start: SampleReport.at(0), end: SampleReport.at(86_400), requests: calls, accepted: calls,
      partial: false)
  }

  /// A request in which this name stands wherever a log or a user gives one.
  private static func request(_ name: ByteString) -> IncreaseRequest {
    var group = GroupReport()
    group.group = name
    group.attempted = 8000
    group.quota = 10_000
    group.utcPeak = window(8000)
    let none = PercentIncrease(percent: 0)
    let growth = PercentIncrease(percent: 20)
    let busiest = DayDemand(window(8000), unmet: [], isComplete: true)
    return IncreaseRequest(
      tool: ToolIdentity(name: "quota-audit", version: "1.2.3"),
      policy: PolicyIdentity(name: name.text, sha256: "ab12"),
      period: Period(first: SampleReport.at(0), last: SampleReport.at(86_399)), group: group,
      naming: .purpose(name), isProduction: false, email: nil, contact: name.text, apis: [name],
      days: [busiest], dayStatistics: nil, silentHours: 2, exhaustions: [],
      refusalStatuses: [402, 429],
      refusedInstallations: 5,
      unmet: UnmetDemand(demands: 0, met: 0, unmet: 0),
      endpoints: (0..<12).map { _ in
        RequestedEndpoint(endpoint: name, attempted: 10, rejected: 0)
      },
      busySites: [
        SiteReport(
          site: name, first: SampleReport.at(0), last: SampleReport.at(1), attempted: 8000,
          overQuota: false)
      ], busyApplications: [ApplicationReport(app: name, attempted: 8000, rejected: 0)],
      untracked: 7, busiest: busiest,
      calls: QuotaProposal(
        current: 10_000, measured: 8000, growth: growth, headroom: none,
        rounding: .twoDigits),
      sites: QuotaProposal(
        current: 6, measured: 6, growth: growth, headroom: none, rounding: .whole),
      savings: [
        Saving(kind: .repeatedGets, calls: 80, saved: 80, endpoints: [name]),
        Saving(kind: .singleCalls(form: 0), calls: 10, saved: 9, endpoints: []),
        Saving(kind: .earlyRetries, calls: 3, saved: 3, endpoints: []),
        Saving(kind: .smallPages, calls: 4, saved: 2, endpoints: [name]),
      ])
  }

  private static func markdown(_ request: IncreaseRequest) -> String {
    String(decoding: RequestPack.markdown(request), as: UTF8.self)
  }

  @Test func whatIsAsked() {
    var request = Self.request("acme")
    #expect(RequestPack.summary(request) == "Proposed: 8 sites instead of 6.")
    request.calls.proposed = 12_000
    #expect(
      RequestPack.summary(request)
        == "Proposed: 12,000 calls per 24 hours instead of 10,000, and 8 sites instead of 6.")
    request.calls.proposed = 10_000
    request.sites.proposed = 6
    #expect(RequestPack.summary(request).hasPrefix("These logs give no reason to ask for more"))
    request.group.rejected = 3
    #expect(RequestPack.summary(request).contains("still 3 refused calls"))
  }

  @Test func everythingThatIsThereIsSaid() {
    let text = Self.markdown(Self.request("acme"))
    for expected in [
      "**Not a production group**", "**Not marked as production**", "**Fill in**",
      "The policy's contact is `acme`", "No UTC day is covered", "2 whole UTC hours",
      "7 calls are more than are followed", "7 more endpoints not shown.", "`GET /users/{id}`",
      "`limit=100`", "| 80 | 1.0 % | 80 |", "No call was refused.",
      "5 calls were answered that the application is on too many sites.",
      LearnLimit.callsSource.address, LearnBatchForm.all[0].source.address,
      LearnPractice.paging.address,
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
  }

  @Test func aMonthIsDrawnAndListed() throws {
    var request = Self.request("acme")
    let length: Int64 = 86_400
    request.days = (0..<31).map { (index: Int64) in
      var day = request.busiest
      day.start = SampleReport.at(index * length)
      day.end = SampleReport.at((index + 1) * length)
      day.attempted = 100 + Int(index)
      return day
    }
    let page = String(decoding: try RequestPack.html(request), as: UTF8.self)
    #expect(page.contains("<p class=\"summary\">Calls of each UTC day with calls, 2026-"))
    #expect(page.contains("<details class=\"twin\">"))
    #expect(Self.markdown(request).contains("| 130 | 0 | 130 |"))
    // Days too far apart for columns are listed.
    request.days[30].start = SampleReport.at(200 * length)
    request.days[30].end = SampleReport.at(201 * length)
    #expect(
      !String(decoding: try RequestPack.html(request), as: UTF8.self).contains("class=\"twin\""))
  }

  @Test func whatIsNotThereIsSilent() {
    var request = Self.request("acme")
    request.savings = []
    request.naming = .plain
    request.isProduction = true
    request.email = "dev@acme.example"
    request.untracked = 0
    let text = Self.markdown(request)
    #expect(!text.contains("Before you ask"))
    #expect(!text.contains("Mend first"))
    #expect(!text.contains("were more than are followed"))
    #expect(text.contains("> **Proposed: 8 sites instead of 6.**"))
  }

  @Test func incompleteIsSaidFirst() throws {
    var request = Self.request("acme")
    request.status.complete = false
    request.status.reasons = ["\"a.log\" is damaged"]
    let text = Self.markdown(request)
    #expect(text.contains("> **THE EVIDENCE IS INCOMPLETE.**"))
    #expect(text.contains("`\"a.log\"` is damaged"))
    let page = String(decoding: try RequestPack.html(request), as: UTF8.self)
    #expect(page.contains("banner bad"))
  }

  @Test(arguments: [
    "<img src=x onerror=alert(1)>", "](javascript:alert(1))", "`a`|b\n# c", "\u{1B}[31m\u{202E}abc",
    "=HYPERLINK(\"x\")",
  ])
  func namesAreData(_ name: ByteString) throws {
    let page = String(decoding: try RequestPack.html(Self.request(name)), as: UTF8.self)
    #expect(!page.contains("<img"))
    #expect(!page.contains("\u{1B}") && !page.contains("\u{202E}"))
    let text = Self.markdown(Self.request(name))
    #expect(!text.contains("\n# c"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let table = text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("8,000") }
    #expect(!table.isEmpty)
  }

  @Test func longNamesAreShortened() throws {
    let name = ByteString(String(repeating: "x", count: 10_240))
    #expect(RequestPack.markdown(Self.request(name)).count < 30_000)
    #expect(try RequestPack.html(Self.request(name)).count < 80_000)
  }
}

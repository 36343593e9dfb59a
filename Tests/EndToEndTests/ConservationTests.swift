import Foundation
import Testing

/// SPEC section 9.3 and 9.4: nothing is lost on the way from lines to rows, in any report we have.
@Suite struct ConservationTests {
  @Test(arguments: FixtureCase.reporting)
  func casesConserve(_ fixture: FixtureCase) throws {
    let report = try JSONDecoder().decode(
      JSONValue.self, from: fixture.data("expected/report.json"))
    let groupsAreRows =
      try !fixture.exists("policy.yaml")
      || !fixture.text("policy.yaml").contains("partition:")
    #expect(Self.losses(report, groupsAreRows: groupsAreRows) == [])
  }

  @Test func theDemoNightConserves() throws {
    let scratch = try Scratch()
    _ = try Night.audit([Night.folder + "/logs"], scratch)
    #expect(try Self.losses(scratch.report(), groupsAreRows: true) == [])
  }

  /// Every equation that does not hold, in words.
  private static func losses(_ report: JSONValue, groupsAreRows: Bool) -> [String] {
    var losses: [String] = []
    func equal(_ what: String, _ left: Int, _ right: Int) {
      if left != right { losses.append("\(what): \(left) and \(right)") }
    }
    let totals = report["totals"]
    func total(_ keys: String...) -> Int { keys.reduce(0) { $0 + (totals[$1].integer ?? -1) } }
    equal("lines", total("lines"), total("records", "blank", "malformed", "notes"))
    equal("records", total("records"), total("learn", "knewton", "other", "excluded"))
    for key in ["attempted"] {
      let parts = totals["pairs"][key].integer ?? -1
      equal("knewton", total("knewton"), parts + (totals["triples"][key].integer ?? -1))
    }

    let counted = report["inputs"].elements.filter { $0["duplicate_of"] == .null }
    for key in ["lines", "records", "blank", "notes", "bad_fields"] {
      equal("inputs' \(key)", sum(counted, key), total(key))
    }
    for row in report["inputs"].elements {
      let malformed = row["malformed"].members.values.compactMap(\.integer).reduce(0, +)
      let parts = ["records", "blank", "notes"].compactMap { row[$0].integer }.reduce(0, +)
      equal("lines of \(row["path"].text)", row["lines"].integer ?? -1, parts + malformed)
    }

    for service in ["learn", "knewton", "other"] {
      let rows = report["endpoints"].elements.filter { $0["service"].string == service }
      equal("\(service) endpoints", sum(rows, "attempted"), total(service))
    }
    let endpoints = report["endpoints"].elements
    for key in ["rejected", "delayed", "soft_limited"] {
      equal("endpoints' \(key)", sum(endpoints, key), total(key))
    }
    equal("groups", sum(report["groups"].elements, "attempted"), total("learn"))
    if groupsAreRows {
      let unnamed = report["groups"].elements.filter { $0["group"].string == "-" }
      equal("unattributed", sum(unnamed, "attempted"), total("unattributed"))
    }
    for group in report["groups"].elements {
      let name = group["group"].text
      let attempted = group["attempted"].integer ?? -1
      equal("accepted of \(name)", sum([group], "accepted") + sum([group], "rejected"), attempted)
      let statuses = group["statuses"].members.values.compactMap(\.integer).reduce(0, +)
      equal("statuses of \(name)", statuses, attempted)
      equal("applications of \(name)", sum(group["applications"].elements, "attempted"), attempted)
    }
    equal("hours", sum(report["coverage"]["hours"].elements, "records"), total("records"))
    return losses
  }

  private static func sum(_ rows: [JSONValue], _ key: String) -> Int {
    rows.compactMap { $0[key].integer }.reduce(0, +)
  }
}

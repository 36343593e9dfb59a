import Findings
import Foundation
import LimitCatalog
import Testing

@testable import Reporting

@Suite struct LimitsListingTests {
  @Test func textNamesEveryLimitAndItsSource() {
    let text = LimitsListing.text()
    for limit in DocumentedLimit.all {
      #expect(
        text.contains("\(limit.id)\n  \(Numbers.grouped(limit.limit)) \(limit.wording)\n"))
      #expect(text.contains(limit.source.address) && text.contains(limit.source.row))
    }
    #expect(text.contains("10,000 calls per 24 hours"))
  }

  @Test func jsonHoldsTheSame() throws {
    let data = Data(LimitsListing.json())
    let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(rows.count == DocumentedLimit.all.count)
    for (row, limit) in zip(rows, DocumentedLimit.all) {
      #expect(Set(row.keys) == ["id", "limit", "remarks", "service", "source", "wording"])
      #expect(row["id"] as? String == limit.id && row["limit"] as? Int == limit.limit)
      let source = try #require(row["source"] as? [String: Any])
      #expect(Set(source.keys) == ["address", "date", "document", "row"])
    }
  }
}

import LimitCatalog
import Testing

@Suite struct PercentageTests {
  @Test(arguments: [
    ("0", "0"), ("1", "1"), ("100", "100"), ("0.5", "0.5"), ("1.50", "1.5"), ("007", "7"),
    ("100.000", "100"), ("0.000000000001", "0.000000000001"),
    ("99.999999999999", "99.999999999999"),
    ("0.0", "0"), ("12.05", "12.05"),
  ])
  func exactTexts(_ text: String, _ printed: String) {
    #expect(Percentage(text)?.text == printed)
    #expect(Percentage(text) == Percentage(printed))
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "-1", "+1", "1e1", "101", "100.000000000001", "1000", "0.0000000000001",
    "1,5", "1.5.5", " 1", "1 ", "0x1", "NaN", "½", "1%",
  ])
  func otherTexts(_ text: String) {
    #expect(Percentage(text) == nil)
  }

  @Test func comparesExactly() throws {
    let one = Percentage.one
    #expect(one == Percentage("1"))
    #expect(!one.isExceeded(part: 0, of: 0))
    #expect(!one.isExceeded(part: 1, of: 100))
    #expect(one.isExceeded(part: 1, of: 99))
    #expect(one.isExceeded(part: 2, of: 199))
    #expect(!one.isExceeded(part: 2, of: 200))
    // 0.1 has no binary fraction: 1 of 1000 is exactly the share.
    let tenth = try #require(Percentage("0.1"))
    #expect(!tenth.isExceeded(part: 1, of: 1000))
    #expect(tenth.isExceeded(part: 1, of: 999))
    #expect(tenth.isExceeded(part: 1_000_000_000_000_001, of: 1_000_000_000_000_000_000))
    #expect(!tenth.isExceeded(part: 1_000_000_000_000_000, of: 1_000_000_000_000_000_000))
    let none = try #require(Percentage("0"))
    #expect(none.isExceeded(part: 1, of: .max))
    #expect(!none.isExceeded(part: 0, of: .max))
    let all = try #require(Percentage("100"))
    #expect(!all.isExceeded(part: .max, of: .max))
    let most = try #require(Percentage("99.999999999999"))
    #expect(most.isExceeded(part: .max, of: .max))
  }
}

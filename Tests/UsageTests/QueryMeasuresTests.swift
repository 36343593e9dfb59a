import Bytes
import TestSupport
import Testing

@testable import Usage

/// Queries against splitting, decoding and counting by the letter of SPEC 4.4.
@Suite struct QueryMeasuresTests {
  private func measures(_ query: String) -> QueryMeasures {
    let bytes = Array(("/x?" + query + "#").utf8)
    var scratch: [UInt8] = [1, 2, 3]
    return QueryMeasures(bytes.span, 3..<bytes.count - 1, &scratch)
  }

  @Test func idListsInAllSpellings() {
    for name in ["taxon_id", "taxon_ids", "taxon_id[]", "taxon_ids[]", "taxon_ids%5B%5d"] {
      #expect(measures(name + "=a").taxons == 1)
      #expect(measures("\(name)=a,b,,a,&\(name)=c").taxons == 4)
    }
    #expect(measures("goal_id=1&goal_ids[]=2,3").goals == 3)
    #expect(measures("registration_id=1%2C2%2c3").registrations == 3)
    #expect(measures("Taxon_id=1&taxon=2&taxon_idss=3&xtaxon_id=4").taxons == 0)
  }

  @Test func emptyIdsDoNotCount() {
    for query in ["", "taxon_id", "taxon_id=", "taxon_id=,", "taxon_id=%2C,%2c", "=taxon_id"] {
      #expect(measures(query).taxons == 0, "\(query)")
    }
    // A bad percent sign stays, and so makes an id.
    for query in ["taxon_id=%", "taxon_id=%2", "taxon_id=%%2C", "taxon_id=%zz", "taxon_id=+"] {
      #expect(measures(query).taxons == 1, "\(query)")
    }
    #expect(measures("taxon_id=%252C").taxons == 1)
    #expect(measures("taxon_id=a=b,c=d").taxons == 2)
  }

  @Test func theLargestPageCounts() {
    #expect(measures("page_size=30&per_page=31&limit=2").page == 31)
    #expect(measures("limit=%33%30").page == 30)
    #expect(measures("limit=999999999999999999").page == 999_999_999_999_999_999)
    for query in ["", "limit", "limit=", "limit=-1", "limit=1.0", "limit=1000000000000000000"] {
      #expect(measures(query).page == -1, "\(query)")
    }
  }

  @Test func daysIncludeBothEnds() {
    #expect(measures("start_date=2026-01-01&end_date=2026-01-07").days == 7)
    #expect(measures("start=2026-01-01&end=2026-01-01").days == 1)
    #expect(measures("from=2026-02-28T23:59:59&to=2026-03-01x").days == 2)
    #expect(measures("from=2028-02-28&to=2028-03-01").days == 3)
    #expect(measures("start=2026-01-01&end=2026-01-03&from=2026-01-01&to=2026-01-09").days == 9)
    // The first value of each name.
    #expect(measures("start=2026-01-01&start=2026-01-05&end=2026-01-06").days == 6)
    #expect(measures("start=bad&start=2026-01-05&end=2026-01-06").days == 0)
    #expect(measures("start&start=2026-01-05&end=2026-01-06").days == 2)
    for query in [
      "start=2026-01-02&end=2026-01-01", "start=2026-01-01&to=2026-01-02", "start=2026-01-01",
      "start=2026-02-30&end=2026-03-01", "start=2026-1-01&end=2026-03-01", "start=&end=",
      "start=2026/01/01&end=2026/01/02",
    ] { #expect(measures(query).days == 0, "\(query)") }
  }

  @Test func randomQueriesAgainstASlowReading() {
    var random = SplitMix64(seed: TestSeed.seed(41))
    let names = [
      "taxon_id", "taxon_ids", "goal_id[]", "goal_ids%5b%5D", "registration_id", "page_size",
      "limit", "start_date", "end_date", "start", "end", "from", "to", "name", "", "lim%69t",
      "en%64", "%73tart", "+limit", "taxon_id%",
    ]
    let pieces = [
      "a", "b", ",", "%2C", "%2c", "%", "%2", "+", "=", "%00", "%zz", "7", "30", "31", "-", "%33",
      "2026-01-01", "2026-01-08", "2026-01-09T00", "2026-02-29", "0001-01-01", "%32026-01-04", "é",
    ]
    for _ in 0..<5_000 {
      let query = (0..<random.integer(0...6)).map { _ in
        let value = (0..<random.integer(0...3)).map { _ in random.pick(pieces) }.joined()
        return random.pick(names) + (random.chance(90) ? "=" : "") + value
      }.joined(separator: "&")
      let fast = measures(query)
      let slow = SlowQuery(query)
      #expect(fast.taxons == slow.ids("taxon_id"), "\(query)")
      #expect(fast.goals == slow.ids("goal_id"), "\(query)")
      #expect(fast.registrations == slow.ids("registration_id"), "\(query)")
      #expect(fast.page == slow.page, "\(query)")
      #expect(fast.days == slow.days, "\(query)")
    }
  }
}

/// A query, split and decoded by the letter.
private struct SlowQuery {
  /// Decoded names and values of the parameters that have a value.
  var parameters: [(name: [UInt8], value: [UInt8])] = []

  init(_ query: String) {
    for part in query.split(separator: "&", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else { continue }
      parameters.append(
        (Self.decoded(part[..<equals]), Self.decoded(part[part.index(after: equals)...])))
    }
  }

  private static func decoded(_ text: Substring) -> [UInt8] {
    var rest = Array(text.utf8)[...]
    var output: [UInt8] = []
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        digits.allSatisfy("0123456789abcdefABCDEF".utf8.contains),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        output.append(value)
        rest = rest.dropFirst(2)
      } else {
        output.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return output
  }

  private func values(_ names: [String]) -> [[UInt8]] {
    parameters.filter { names.map { Array($0.utf8) }.contains($0.name) }.map(\.value)
  }

  func ids(_ list: String) -> Int {
    values(["", "s", "[]", "s[]"].map { list + $0 })
      .flatMap { $0.split(separator: UInt8(ascii: ",")) }.count
  }

  var page: Int64 {
    values(["page_size", "per_page", "limit"]).compactMap { value -> Int64? in
      guard (1...18).contains(value.count), value.allSatisfy("0123456789".utf8.contains) else {
        return nil
      }
      return Int64(String(decoding: value, as: UTF8.self))
    }.max() ?? -1
  }

  var days: Int {
    [("start_date", "end_date"), ("start", "end"), ("from", "to")].map { first, last in
      guard let start = day(first), let end = day(last), start <= end else { return 0 }
      return Int(end - start) + 1
    }.max() ?? 0
  }

  private func day(_ name: String) -> Int64? {
    guard let value = values([name]).first else { return nil }
    let parts = value.prefix(10).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy("0123456789".utf8.contains) ? Int(String(decoding: part, as: UTF8.self)) : nil
    }
    guard parts.map(\.count) == [4, 2, 2], numbers.count == 3 else { return nil }
    let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    return date.isValid ? date.epochDay : nil
  }
}

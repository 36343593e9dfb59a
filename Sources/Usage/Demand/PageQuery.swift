internal import AccessLog
internal import Bytes

/// The paging of a query: `limit` and `offset`, as sent.
struct PageQuery {
  /// Rows a page that is worth the walk; the vendor's lists give as many when asked.
  static let fullPage = 100

  /// Value of `limit`, nil without one that is a number of at most six digits.
  private(set) var limit: Int?
  /// Whether `offset` is absent or 0.
  private(set) var isFirst = true
  /// The parameters but `offset`, in their order.
  private(set) var rest: [Range<Int>] = []

  /// Reads a query, which is the target after `?`.
  init(_ query: ByteSlice, _ bytes: Span<UInt8>) {
    var start = query.start
    for position in query.start...query.end
    where position == query.end || bytes[position] == 0x26 {
      let parameter = start..<position
      start = position + 1
      if let value = PageQuery.value(of: PageQuery.offset, bytes, parameter) {
        isFirst = PageQuery.number(bytes, value) == 0
        continue
      }
      if let value = PageQuery.value(of: PageQuery.limit, bytes, parameter) {
        limit = PageQuery.number(bytes, value)
      }
      rest.append(parameter)
    }
  }

  private static let limit = Array("limit=".utf8)
  private static let offset = Array("offset=".utf8)

  private static func value(
    of name: [UInt8], _ bytes: Span<UInt8>, _ parameter: Range<Int>
  ) -> Range<Int>? {
    let end = parameter.lowerBound + name.count
    guard end <= parameter.upperBound,
      ByteSearch.equal(bytes, parameter.lowerBound..<end, name.span, 0..<name.count)
    else { return nil }
    return end..<parameter.upperBound
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard (1...6).contains(range.count) else { return nil }
    var result = 0
    for position in range {
      guard bytes[position] >= 0x30, bytes[position] <= 0x39 else { return nil }
      result = result * 10 + Int(bytes[position] - 0x30)
    }
    return result
  }
}

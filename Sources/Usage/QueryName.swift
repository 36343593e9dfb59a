internal import Bytes

/// Cuts a query into parameters.
enum QueryParameter {
  /// Calls `body` with the places of each name and its value; a parameter without `=` has none.
  @inline(__always)
  static func forEach(
    _ bytes: Span<UInt8>, _ query: Range<Int>,
    _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) {
    var start = query.lowerBound
    while start < query.upperBound {
      let end = WordScan.first(0x26, in: bytes, start, query.upperBound)
      let equals = WordScan.first(0x3D, in: bytes, start, end)
      if equals < end { body(start..<equals, (equals + 1)..<end) }
      start = end + 1
    }
  }
}

/// The parameters that entity limits know.
enum QueryName: Equatable {
  case taxons, goals, registrations
  case page
  /// 0 and 1: `start_date`, `end_date`; 2 and 3: `start`, `end`; 4 and 5: `from`, `to`.
  case date(Int)

  /// A parameter and its name, whose first eight bytes are also a word.
  private struct Known {
    let name: [UInt8]
    let word: UInt64
    let parameter: QueryName

    init(_ name: String, _ parameter: QueryName) {
      let bytes = Array(name.utf8)
      self.name = bytes
      word = WordScan.prefix(bytes.span, 0, min(bytes.count, 8))
      self.parameter = parameter
    }
  }

  private static let lists: [Known] = [
    ("taxon_id", QueryName.taxons), ("goal_id", .goals), ("registration_id", .registrations),
  ].flatMap { name, list in ["", "s", "[]", "s[]"].map { Known(name + $0, list) } }
  private static let others = [
    Known("page_size", .page), Known("per_page", .page), Known("limit", .page),
    Known("start_date", .date(0)), Known("end_date", .date(1)), Known("start", .date(2)),
    Known("end", .date(3)), Known("from", .date(4)), Known("to", .date(5)),
  ]
  private static let known = lists + others
  /// Their words, in the same order, which tell most other names apart.
  private static let words = known.map(\.word)

  /// The known parameter of this name, which may be percent-encoded; nil for all others.
  init?(_ bytes: Span<UInt8>, _ name: Range<Int>, _ scratch: inout [UInt8]) {
    let found = PlainText.with(bytes, name, &scratch) { QueryName.find($0, $1) }
    guard let found else { return nil }
    self = found
  }

  private static func find(_ bytes: Span<UInt8>, _ name: Range<Int>) -> QueryName? {
    let word = WordScan.prefix(bytes, name.lowerBound, min(name.count, 8))
    let words = words.span
    for index in words.indices where words[index] == word {
      let entry = known[index]
      if ByteSearch.equal(entry.name.span, entry.name.indices, bytes, name) {
        return entry.parameter
      }
    }
    return nil
  }

  /// Whether the parameter is a list of ids, whose values have no length limit of their own.
  var isList: Bool { self == .taxons || self == .goals || self == .registrations }
}

/// Text of a query, decoded where that changes it.
enum PlainText {
  /// Calls `body` with the bytes that hold the decoded text, and where; `scratch` is working memory.
  @inline(__always)
  static func with<Result>(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ scratch: inout [UInt8],
    _ body: (Span<UInt8>, Range<Int>) -> Result
  ) -> Result {
    let escape = WordScan.first(0x25, or: 0x2B, in: bytes, range.lowerBound, range.upperBound)
    if escape == range.upperBound { return body(bytes, range) }
    scratch.removeAll(keepingCapacity: true)
    PercentDecoding.append(bytes, range, plusIsBlank: true, to: &scratch)
    return body(scratch.span, 0..<scratch.count)
  }
}

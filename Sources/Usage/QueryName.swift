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

  /// A name of up to 24 bytes, as words, and its parameter. No array, because counting references to
  /// one that all workers share would make them wait for each other.
  private struct Known {
    let words: (UInt64, UInt64, UInt64)
    let count: Int
    let parameter: QueryName

    init(_ name: String, _ parameter: QueryName) {
      let bytes = Array(name.utf8)
      words = Known.words(bytes.span, bytes.indices)
      count = bytes.count
      self.parameter = parameter
    }

    /// The bytes of a name of at most 24, zeros behind them.
    @inline(__always)
    static func words(_ bytes: Span<UInt8>, _ name: Range<Int>) -> (UInt64, UInt64, UInt64) {
      func word(_ offset: Int) -> UInt64 {
        guard name.count > offset else { return 0 }
        return WordScan.prefix(bytes, name.lowerBound + offset, min(name.count - offset, 8))
      }
      return (word(0), word(8), word(16))
    }
  }

  private static let known: InlineArray<21, Known> = [
    Known("taxon_id", .taxons), Known("taxon_ids", .taxons), Known("taxon_id[]", .taxons),
    Known("taxon_ids[]", .taxons), Known("goal_id", .goals), Known("goal_ids", .goals),
    Known("goal_id[]", .goals), Known("goal_ids[]", .goals),
    Known("registration_id", .registrations), Known("registration_ids", .registrations),
    Known("registration_id[]", .registrations), Known("registration_ids[]", .registrations),
    Known("page_size", .page), Known("per_page", .page), Known("limit", .page),
    Known("start_date", .date(0)), Known("end_date", .date(1)), Known("start", .date(2)),
    Known("end", .date(3)), Known("from", .date(4)), Known("to", .date(5)),
  ]

  /// The known parameter of this name, which may be percent-encoded; nil for all others.
  init?(_ bytes: Span<UInt8>, _ name: Range<Int>, _ scratch: inout [UInt8]) {
    let found = PlainText.with(bytes, name, &scratch) { QueryName.find($0, $1) }
    guard let found else { return nil }
    self = found
  }

  private static func find(_ bytes: Span<UInt8>, _ name: Range<Int>) -> QueryName? {
    guard name.count <= 24 else { return nil }
    let words = Known.words(bytes, name)
    for index in 0..<QueryName.known.count where QueryName.known[index].words.0 == words.0 {
      if QueryName.known[index].words == words, QueryName.known[index].count == name.count {
        return QueryName.known[index].parameter
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

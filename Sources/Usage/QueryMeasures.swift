internal import Bytes

/// What a query asks for, as far as entity limits count it (SPEC 4.4).
///
/// The query is split at `&`, name and value at the first `=`. Lists are counted without decoding them:
/// a comma may be written `%2C`, and everything else makes an id.
struct QueryMeasures {
  /// Non-empty ids of each list, repeated ones too.
  private(set) var taxons = 0
  private(set) var goals = 0
  private(set) var registrations = 0
  /// Largest integer of the page parameters, -1 without one.
  private(set) var page: Int64 = -1
  /// Days since the epoch by `QueryName.date`, nil where there is no valid one.
  private var dates = InlineArray<6, Int64?>(repeating: nil)
  private var hasDate = InlineArray<6, Bool>(repeating: false)

  /// Reads a query; `scratch` is working memory.
  init(_ bytes: Span<UInt8>, _ query: Range<Int>, _ scratch: inout [UInt8]) {
    QueryParameter.forEach(bytes, query) { name, value in
      guard let known = QueryName(bytes, name, &scratch) else { return }
      add(known, bytes, value, &scratch)
    }
  }

  /// Consecutive days of the longest date span, both ends included; 0 without a valid one.
  var days: Int {
    var longest = 0
    for spelling in 0..<3 {
      guard let start = dates[2 * spelling], let end = dates[2 * spelling + 1], start <= end
      else { continue }
      longest = max(longest, Int(end - start) + 1)
    }
    return longest
  }

  private mutating func add(
    _ name: QueryName, _ bytes: Span<UInt8>, _ value: Range<Int>, _ scratch: inout [UInt8]
  ) {
    switch name {
    case .taxons: taxons += QueryMeasures.idCount(bytes, value)
    case .goals: goals += QueryMeasures.idCount(bytes, value)
    case .registrations: registrations += QueryMeasures.idCount(bytes, value)
    case .page:
      scratch.removeAll(keepingCapacity: true)
      PercentDecoding.append(bytes, value, plusIsBlank: true, to: &scratch)
      page = max(page, Ascii.integer(scratch.span, 0..<scratch.count) ?? -1)
    case .date(let index):
      guard !hasDate[index] else { return }  // The first value of a name counts.
      hasDate[index] = true
      scratch.removeAll(keepingCapacity: true)
      PercentDecoding.append(bytes, value, plusIsBlank: true, to: &scratch)
      dates[index] = QueryMeasures.epochDay(scratch.span)
    }
  }

  /// Non-empty elements of a list of ids separated by commas, plain or percent-encoded.
  static func idCount(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Int {
    var count = 0
    var isInside = false
    var position = value.lowerBound
    while position < value.upperBound {
      let byte = bytes[position]
      var isComma = byte == 0x2C
      if byte == 0x25, position + 2 < value.upperBound, bytes[position + 1] == 0x32,
        bytes[position + 2] | 0x20 == 0x63
      {
        isComma = true
        position += 2
      }
      if !isComma && !isInside { count += 1 }
      isInside = !isComma
      position += 1
    }
    return count
  }

  /// The day of `yyyy-mm-dd` at the start of a text, nil if it is none.
  private static func epochDay(_ text: Span<UInt8>) -> Int64? {
    guard text.count >= 10, text[4] == 0x2D, text[7] == 0x2D,
      let year = Ascii.integer(text, 0..<4), let month = Ascii.integer(text, 5..<7),
      let day = Ascii.integer(text, 8..<10)
    else { return nil }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    return date.isValid ? date.epochDay : nil
  }
}

/// Cuts a query into parameters.
enum QueryParameter {
  /// Calls `body` with the places of each name and its value; a parameter without `=` has none.
  static func forEach(
    _ bytes: Span<UInt8>, _ query: Range<Int>,
    _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) {
    var start = query.lowerBound
    while start < query.upperBound {
      let end = ByteSearch.first(0x26, in: bytes, start..<query.upperBound) ?? query.upperBound
      if let equals = ByteSearch.first(0x3D, in: bytes, start..<end) {
        body(start..<equals, (equals + 1)..<end)
      }
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

  private static let lists: [(name: [UInt8], list: QueryName)] = [
    ("taxon_id", .taxons), ("goal_id", .goals), ("registration_id", .registrations),
  ].flatMap { name, list in
    ["", "s", "[]", "s[]"].map { (Array((name + $0).utf8), list) }
  }
  private static let others: [(name: [UInt8], list: QueryName)] = [
    ("page_size", .page), ("per_page", .page), ("limit", .page), ("start_date", .date(0)),
    ("end_date", .date(1)), ("start", .date(2)), ("end", .date(3)), ("from", .date(4)),
    ("to", .date(5)),
  ].map { (Array($0.utf8), $1) }
  private static let known = lists + others

  /// The known parameter of this name, which may be percent-encoded; nil for all others.
  init?(_ bytes: Span<UInt8>, _ name: Range<Int>, _ scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    PercentDecoding.append(bytes, name, plusIsBlank: true, to: &scratch)
    for entry in QueryName.known where entry.name == scratch {
      self = entry.list
      return
    }
    return nil
  }

  /// Whether the parameter is a list of ids, whose values have no length limit of their own.
  var isList: Bool { self == .taxons || self == .goals || self == .registrations }
}

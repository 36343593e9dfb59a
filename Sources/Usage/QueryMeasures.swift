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
      let number = PlainText.with(bytes, value, &scratch) { Ascii.integer($0, $1) }
      page = max(page, number ?? -1)
    case .date(let index):
      guard !hasDate[index] else { return }  // The first value of a name counts.
      hasDate[index] = true
      dates[index] = PlainText.with(bytes, value, &scratch) { QueryMeasures.epochDay($0, $1) }
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
  private static func epochDay(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.count >= 10 else { return nil }
    // `yyyy-mm-`: digits become their values, hyphens 0; beyond 9 and 0 the sum reaches the top bit.
    let head = WordScan.word(text, range.lowerBound) ^ 0x2D30_302D_3030_3030
    guard (head | (head &+ 0x7F76_767F_7676_7676)) & 0x8080_8080_8080_8080 == 0,
      let day = Ascii.integer(text, range.lowerBound + 8..<range.lowerBound + 10)
    else { return nil }
    func digit(_ index: UInt64) -> Int { Int(truncatingIfNeeded: head &>> (8 &* index) & 15) }
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    let date = CivilDate(year: year, month: digit(5) * 10 + digit(6), day: Int(day))
    return date.isValid ? date.epochDay : nil
  }
}

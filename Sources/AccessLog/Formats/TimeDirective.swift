/// One `%t` or `%{...}t` of Apache, before it is settled which of several counts.
struct TimeDirective {
  /// What a list of pieces holds until it is settled.
  enum Item {
    /// Anything else.
    case piece(FormatPiece)
    /// A directive that gives a time.
    case time(TimeDirective)
  }

  /// Which instant it gives.
  var isEnd = false
  /// Whether it is the plain text of an access line, in brackets.
  var isText = false
  /// Whether a `-` may stand in its place.
  var isConditional = false
  /// What it is made of.
  var pieces: [FormatPiece]
  /// The same as parts, of a plain text; else empty.
  var textParts: [FormatPiece] = []
  /// The `strftime` format, empty for a plain text.
  var format = ""
  /// The directive as written.
  var directive = ""

  /// The pieces of all items, the time taken from those directives that tell it best: when the request
  /// began before when it ended, an epoch before a text before single parts; a fraction of a second
  /// from any of them.
  static func settled(_ items: [Item]) -> (pieces: [FormatPiece], hasTime: Bool) {
    let all = items.compactMap { item in if case .time(let time) = item { time } else { nil } }
    let choice = Choice(all.filter { !$0.isEnd }) ?? Choice(all.filter(\.isEnd))
    let isOnly = all.count == 1
    var pieces: [FormatPiece] = []
    for (index, item) in items.enumerated() {
      switch item {
      case .piece(let piece): pieces.append(piece)
      case .time(let time):
        var inner = choice?.pieces(of: time) ?? time.pieces
        let next = index + 1 < items.count ? items[index + 1] : nil
        if isOnly, let text = time.asText(before: next) { inner = text }
        if time.isConditional { pieces.append(.optional(inner)) } else { pieces += inner }
      }
    }
    return (pieces, choice != nil)
  }

  /// The pieces of a format that is read faster as one text, if the text ends where `next` begins.
  private func asText(before next: Item?) -> [FormatPiece]? {
    var bare = format[...]
    let isBracketed = bare.hasPrefix("[") && bare.hasSuffix("]") && bare.count > 1
    if isBracketed { bare = bare.dropFirst().dropLast() }
    guard bare == "%d/%b/%Y:%H:%M:%S %z" || bare == "%Y-%m-%dT%H:%M:%S%z" else { return nil }
    let capture = FormatPiece.capture(FormatPiece.Capture(directive: directive, field: .time))
    if isBracketed { return [.literal([0x5B]), capture, .literal([0x5D])] }
    // Quote, bracket and tab are the bytes behind a time that are in none.
    switch next {
    case nil: return [capture]
    case .piece(.literal(let bytes))? where [0x22, 0x5D, 0x09].contains(bytes.first):
      return [capture]
    default: return nil
    }
  }

  /// How directives of one instant make a time.
  private struct Choice {
    private let isEnd: Bool
    private let hasEpoch: Bool
    private let hasText: Bool
    private let hasFraction: Bool

    /// nil where they make none.
    init?(_ times: [TimeDirective]) {
      let parts = Set(times.flatMap { $0.pieces.compactMap(\.part) })
      hasText = times.contains(where: \.isText)
      hasEpoch = !parts.isDisjoint(with: [.epoch, .epochMilliseconds, .epochMicroseconds])
      hasFraction = !parts.isDisjoint(with: [.millisecond, .microsecond])
      isEnd = times.first?.isEnd ?? false
      guard hasText || hasEpoch || Choice.hasDate(parts) else { return nil }
    }

    private static func hasDate(_ parts: Set<TimePart>) -> Bool {
      let hasYear = parts.contains(.year) || parts.contains(.yearOfCentury)
      let hasDay =
        parts.isSuperset(of: [.month, .day]) || parts.contains(.dayOfYear)
        || parts.isSuperset(of: [.weekday, .mondayWeek])
        || parts.isSuperset(of: [.weekday, .sundayWeek])
      let hasWeekYear = parts.contains(.weekYear) || parts.contains(.weekYearOfCentury)
      return (hasYear && hasDay) || (hasWeekYear && parts.isSuperset(of: [.weekday, .week]))
    }

    /// The pieces of a directive, without what does not count.
    func pieces(of time: TimeDirective) -> [FormatPiece] {
      guard time.isEnd == isEnd else { return time.pieces.map { $0.unwanted(keeping: []) } }
      if hasEpoch {
        return time.isText ? time.pieces.map { $0.unwanted(keeping: []) } : time.pieces
      }
      if time.isText { return hasFraction ? time.textParts : time.pieces }
      if hasText { return time.pieces.map { $0.unwanted(keeping: [.millisecond, .microsecond]) } }
      return time.pieces
    }
  }
}

extension FormatPiece {
  /// The part of a time it gives.
  fileprivate var part: TimePart? {
    if case .part(let part, _, _) = self { part } else { nil }
  }

  /// The piece without its part or field, unless that is one of `kept`.
  fileprivate func unwanted(keeping kept: [TimePart]) -> FormatPiece {
    switch self {
    case .part(let part?, let shape, let directive) where !kept.contains(part):
      return .part(nil, shape, directive: directive)
    case .capture(var capture):
      capture.field = nil
      return .capture(capture)
    default: return self
    }
  }
}

/// Collects what a declaration is made of, then settles what only the whole can tell: which of several
/// directives gives the time, the target and the fields that a key names.
struct PieceList {
  private let language: Declaration.Language
  private var items: [TimeDirective.Item] = []
  private var notices: [FormatNotice] = []

  /// An empty list.
  init(language: Declaration.Language) { self.language = language }

  /// Adds a byte that stands in every line.
  mutating func append(byte: UInt8) {
    if case .piece(.literal(let bytes))? = items.last {
      items[items.count - 1] = .piece(.literal(bytes + [byte]))
    } else {
      items.append(.piece(.literal([byte])))
    }
  }

  /// Adds a value.
  mutating func append(_ capture: FormatPiece.Capture) { items.append(.piece(.capture(capture))) }

  /// Adds a directive that gives a time or parts of one.
  mutating func append(_ time: TimeDirective) { items.append(.time(time)) }

  /// Says once that nothing is known of a directive.
  mutating func notice(unknown directive: String) {
    let notice = FormatNotice.unknownDirective(directive)
    if !notices.contains(notice) { notices.append(notice) }
  }

  /// Adds nginx's variable `name`, written as `$name` or `${name}`.
  mutating func append(variable name: String, written: String) {
    let found = NginxVariables.capture(name)
    if !found.isKnown { notice(unknown: written) }
    var capture = found.capture
    capture.directive = written
    if name == "args" || name == "query_string", case .piece(.capture(var sign))? = items.last,
      sign.shape == .query, sign.field == nil
    {
      sign.field = .query
      sign.directive += written
      sign.rank = capture.rank
      items[items.count - 1] = .piece(.capture(sign))
      return
    }
    append(capture)
  }

  /// The declaration that all of it makes.
  func declaration() throws(FormatError) -> Declaration {
    var declaration = Declaration(language: language)
    let times = TimeDirective.settled(items)
    declaration.pieces = times.pieces
    declaration.hasTime = times.hasTime || Declaration.gives(.time, times.pieces)
    declaration.notices = notices
    PieceList.takeKeys(&declaration.pieces)
    PieceList.preferRequest(&declaration.pieces)
    PieceList.joinUnwanted(&declaration.pieces)
    PieceList.boundTimes(&declaration.pieces)
    return declaration
  }

  /// Where there is a whole request line, a path that the server has rewritten and a query tell
  /// nothing more.
  private static func preferRequest(_ pieces: inout [FormatPiece]) {
    guard Declaration.gives(.request, pieces) else { return }
    for index in pieces.indices {
      guard case .capture(var capture) = pieces[index] else { continue }
      if capture.field == .query || (capture.field == .target && capture.rank <= 10) {
        capture.field = nil
        pieces[index] = .capture(capture)
      }
    }
  }

  /// A value that gives no field is that of the key before it.
  private static func takeKeys(_ pieces: inout [FormatPiece]) {
    for index in pieces.indices.dropFirst() {
      guard case .capture(var capture) = pieces[index], capture.field == nil,
        case .literal(let before) = pieces[index - 1], let field = FieldKey.field(at: before)
      else { continue }
      capture.field = field
      capture.rank = 1
      pieces[index] = .capture(capture)
    }
  }

  /// Values side by side that nobody wants need not be told apart.
  private static func joinUnwanted(_ pieces: inout [FormatPiece]) {
    var result: [FormatPiece] = []
    for piece in pieces {
      if case .capture(let second) = piece, second.field == nil,
        case .capture(var first)? = result.last, first.field == nil
      {
        first.directive += second.directive
        first.shape = .text
        result[result.count - 1] = .capture(first)
      } else {
        result.append(piece)
      }
    }
    pieces = result
  }

  /// An access-log time holds a blank, so before a blank it is taken by its size, 26 bytes.
  private static func boundTimes(_ pieces: inout [FormatPiece]) {
    for index in pieces.indices.dropLast() {
      if case .capture(var capture) = pieces[index],
        capture.directive.hasSuffix("time_local")
          || capture.directive == "${time_local}",
        capture.field == .time, case .literal(let behind) = pieces[index + 1], behind.first == 0x20
      {
        capture.shape = .exactly(26)
        pieces[index] = .capture(capture)
      }
    }
  }
}

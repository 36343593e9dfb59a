internal import Bytes

/// Compiles the pieces of a declaration to a program.
struct ProgramBuilder {
  /// What the server does to bytes that would break the line.
  let escapes: FieldValue.Form
  /// Whether a quote inside a value is escaped, so that the first bare one ends it.
  let escapesQuotes: Bool
  private var program = LineProgram()
  /// Greatest rank seen for each field.
  private var ranks = [UInt8?](repeating: nil, count: Field.count)

  /// Compiles `pieces`; `escapes` is `.plain` where the server escapes nothing.
  static func program(
    of pieces: [FormatPiece], escapes: FieldValue.Form
  ) throws(FormatError) -> LineProgram {
    var builder = ProgramBuilder(escapes: escapes, escapesQuotes: escapes != .plain)
    try builder.add(ProgramBuilder.normalized(pieces))
    return builder.program
  }

  private init(escapes: FieldValue.Form, escapesQuotes: Bool) {
    self.escapes = escapes
    self.escapesQuotes = escapesQuotes
  }

  /// The pieces with literals joined, and a path and its query as one target.
  private static func normalized(_ pieces: [FormatPiece]) -> [FormatPiece] {
    var result: [FormatPiece] = []
    for piece in pieces {
      switch (result.last, piece) {
      case (.literal(let first)?, .literal(let second)):
        result[result.count - 1] = .literal(first + second)
      case (_, .literal(let bytes)) where bytes.isEmpty: break
      case (.capture(var path)?, .capture(let query))
      where path.shape == .path && query.shape == .query:
        path.directive += query.directive
        path.shape = .text
        path.rank += 1
        result[result.count - 1] = .capture(path)
      case (_, .optional(let inner)): result.append(.optional(normalized(inner)))
      default: result.append(piece)
      }
    }
    return result
  }

  /// Adds steps for `pieces`.
  private mutating func add(_ pieces: [FormatPiece]) throws(FormatError) {
    var previous: [UInt8] = []
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      index += 1
      if case .literal(let bytes) = piece {
        append(LineProgram.Step(), literal: bytes)
        previous = bytes
        continue
      }
      var literal: [UInt8] = []
      let following = index < pieces.count ? pieces[index] : nil
      if case .literal(let bytes)? = following {
        literal = bytes
        index += 1
      }
      try add(piece, after: previous, literal, before: literal.isEmpty ? following : nil)
      previous = literal
    }
  }

  /// Adds one value between the literals `previous` and `literal`; `following` is the value that stands
  /// right behind it.
  private mutating func add(
    _ piece: FormatPiece, after previous: [UInt8], _ literal: [UInt8],
    before following: FormatPiece?
  ) throws(FormatError) {
    switch piece {
    case .literal: break
    case .space: append(LineProgram.Step(kind: .space), literal: literal)
    case .part(let part, let shape, let directive):
      append(step(part, shape, directive), literal: literal)
    case .optional(let pieces):
      append(LineProgram.Step(kind: .dash), literal: literal)
      let place = program.steps.count - 1
      try add(pieces + (literal.isEmpty ? [] : [.literal(literal)]))
      program.steps[place].jump = UInt16(truncatingIfNeeded: program.steps.count - place - 1)
      let first = program.steps[(place + 1)...].first { $0.kind != .literal && $0.kind != .space }
      program.steps[place].directive = first?.directive ?? 0
    case .capture(let capture):
      var step = LineProgram.Step(slot: capture.field?.rawValue ?? LineProgram.Step.nowhere)
      step.reading = capture.reading
      // Nobody reads these as text, so their escapes need not be looked for.
      let isText = capture.field.map { $0.bit & Field.bare == 0 } ?? false
      step.escapes = isText ? escapes : .plain
      step.takesLast = capture.shape == .list
      step.directive = index(of: capture.directive)
      step.merge = merge(capture)
      try setKind(of: &step, capture, between: previous, literal, before: following)
      append(step, literal: literal)
    }
  }

  /// How the value of a capture ends.
  private func setKind(
    of step: inout LineProgram.Step, _ capture: FormatPiece.Capture,
    between previous: [UInt8], _ literal: [UInt8], before following: FormatPiece?
  ) throws(FormatError) {
    let quote: UInt8 = 0x22
    switch capture.shape {
    case .word: step.kind = .word
    case .exactly(let count):
      step.kind = .fixed
      step.low = count
    case _ where previous.last == quote && literal.first == quote && escapesQuotes:
      step.kind = .quoted
    case .list where !literal.isEmpty: step.kind = .list
    case _ where following == nil: step.kind = escapesQuotes ? .run : .rawRun
    case .digits:
      step.kind = .digits
      (step.low, step.high) = (1, 18)
    case .decimal: step.kind = .decimal
    case .fixed(let count):
      step.kind = .fixed
      step.low = count
    case .text, .path, .query, .list:
      guard case .capture(let next)? = following, next.shape == .path else {
        throw .noSeparator(first: capture.directive, second: following?.directive ?? "")
      }
      step.kind = .beforePath
    }
  }

  private mutating func step(
    _ part: TimePart?, _ shape: FormatPiece.PartShape, _ directive: String
  ) -> LineProgram.Step {
    var step = LineProgram.Step(slot: part?.rawValue ?? LineProgram.Step.nowhere)
    step.isPart = true
    step.directive = index(of: directive)
    switch shape {
    case .digits(let low, let high):
      step.kind = .digits
      (step.low, step.high) = (low, high)
    case .month: step.kind = .month
    case .weekday: step.kind = .weekday
    case .half: step.kind = .half
    case .offset: step.kind = .offset
    case .zone: step.kind = .zone
    }
    return step
  }

  /// How a capture meets those before it for the same field; the greatest rank counts, then the last.
  private mutating func merge(_ capture: FormatPiece.Capture) -> LineProgram.Merge {
    guard let field = capture.field else { return .replace }
    let place = Int(field.rawValue)
    guard let seen = ranks[place] else {
      ranks[place] = capture.rank
      return .replace
    }
    ranks[place] = max(seen, capture.rank)
    return capture.rank >= seen ? .prefer : .fill
  }

  private mutating func index(of directive: String) -> UInt16 {
    program.directives.append(directive)
    return UInt16(truncatingIfNeeded: program.directives.count - 1)
  }

  private mutating func append(_ step: LineProgram.Step, literal: [UInt8]) {
    var step = step
    step.literalStart = UInt32(truncatingIfNeeded: program.literals.count)
    step.literalCount = UInt32(truncatingIfNeeded: literal.count)
    step.literalWord = WordScan.prefix(literal.span, 0, min(literal.count, 8))
    program.literals += literal
    if step.isPart, step.slot != LineProgram.Step.nowhere { program.hasParts = true }
    program.steps.append(step)
  }
}

extension FormatPiece {
  /// The directive as written, nil for what is none.
  var directive: String? {
    switch self {
    case .literal, .space: nil
    case .capture(let capture): capture.directive
    case .part(_, _, let directive): directive
    case .optional(let pieces): pieces.compactMap(\.directive).joined()
    }
  }
}

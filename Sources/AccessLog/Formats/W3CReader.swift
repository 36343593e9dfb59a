internal import Bytes

/// How the lines of a W3C file look at the place that is read: what its `#` lines made of it.
struct W3CReader: Sendable {
  private let dialect: W3CDialect
  /// What the `#` lines have said so far.
  private(set) var context = LineContext()
  /// Takes the lines apart; without steps where no line says how they look.
  private(set) var program: LineProgram
  /// Makes times of dates and times of day.
  var clock = W3CClock()

  /// The start of a file.
  init(_ dialect: W3CDialect) {
    self.dialect = dialect
    program = dialect.defaultProgram
  }

  /// Makes the lines below look as `context` says.
  mutating func apply(_ context: LineContext) {
    let before = self.context
    self.context = context
    if context.date != before.date { clock.setDate(context.date) }
    if context.fields != before.fields || context.software != before.software {
      let timeTaken = dialect.timeTakenReading(software: context.software)
      program =
        context.fields.map { W3CFields.program(of: $0, timeTaken: timeTaken) }
        ?? dialect.defaultProgram
    }
  }

  /// Splits a line at every single blank, or at every tab if it holds one, so that two of them
  /// stand around an empty value; nil, or `end` where the line has another number of values than
  /// `#Fields` names.
  ///
  /// IIS writes nothing at all for some empty values. A line is read so only where its words do not
  /// fit.
  func splitStrictly(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) -> Int? {
    let hasTab = WordScan.first(0x09, in: bytes, start, end) < end
    let separator: UInt8 = hasTab ? 0x09 : 0x20
    var position = start
    for index in program.steps.indices {
      guard position <= end else { return end }
      let valueEnd = WordScan.first(separator, in: bytes, position, end)
      let step = program.steps[index]
      if step.slot != LineProgram.Step.nowhere {
        fields.take(step, bytes, position, valueEnd, .plain)
      }
      position = valueEnd + 1
    }
    return position == end + 1 ? nil : end
  }
}

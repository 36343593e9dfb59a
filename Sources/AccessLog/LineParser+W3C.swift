internal import Bytes

extension LineParser {
  /// Takes in a `#` line, which may change how the lines below it look.
  mutating func readDirective(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    var context = w3c.context
    context.read(bytes, start, end)
    w3c.apply(context)
    // What was wrong with the record above counts there, not again here.
    assembly.bad = 0
    assembly.observations.removeAll(keepingCapacity: true)
  }

  /// Reads a line that the `#` lines above it rule.
  mutating func readW3C(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    guard !w3c.program.steps.isEmpty else { return .malformed(.badLine, start) }
    if let stop = w3c.program.run(bytes, start, end, into: &fields) {
      fields.reset()
      guard w3c.splitStrictly(bytes, start, end, into: &fields) == nil else {
        return .malformed(.badLine, stop)
      }
    }
    joinTime(bytes)
    if fields.has(.token) { splitScheme(bytes) }
    return assemble(bytes, end, base: 0, missing: nil, into: &record)
  }

  /// Makes the time of the date and the time of day, unless the line has a whole time.
  @inline(__always)
  private mutating func joinTime(_ bytes: Span<UInt8>) {
    if !fields.has(.time), fields.has(.timeOfDay) {
      let time = fields[.timeOfDay].range
      let date = fields.has(.date) ? fields[.date].range : nil
      let day = date.map { w3c.clock.day(bytes, $0.lowerBound, $0.upperBound) } ?? w3c.clock.fileDay
      let inside = W3CClock.timeOfDay(bytes, time.lowerBound, time.upperBound)
      let instant = day.flatMap { day in inside.map { day &+ $0 } }
      let first = min(time.lowerBound, date?.lowerBound ?? .max)
      fields.setInstant(instant, from: first, to: max(time.upperBound, date?.upperBound ?? 0))
    }
    // What they were read for is done: nobody has to undo their quotes.
    fields.forget(Field.date.bit | Field.timeOfDay.bit)
  }

  private static let schemes: [(name: [UInt8], isToken: Bool)] = [
    (Array("bearer+".utf8), true), (Array("basic+".utf8), false), (Array("digest+".utf8), false),
    (Array("negotiate+".utf8), false),
  ]

  /// Takes the scheme off an `Authorization` value whose blank was written as `+`, as IIS does;
  /// nothing else tells such a blank from a plus.
  private mutating func splitScheme(_ bytes: Span<UInt8>) {
    let value = fields[.token]
    let range = value.range
    for scheme in LineParser.schemes where range.count >= scheme.name.count {
      let isHere = scheme.name.indices.allSatisfy {
        Ascii.lowercased(bytes[range.lowerBound + $0]) == scheme.name[$0]
      }
      if isHere {
        let start = scheme.isToken ? range.lowerBound + scheme.name.count : range.upperBound
        fields.set(.token, bytes, start, range.upperBound, value.form)
      }
    }
  }
}

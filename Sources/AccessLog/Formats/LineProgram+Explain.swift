extension LineProgram {
  /// How a program takes a line apart.
  struct Explanation {
    /// The directives in the order of the line, the field that each gives, and where its value stands.
    var values: [(directive: String, field: String?, value: Range<Int>)]
    /// Where the line stopped fitting, nil where it fits.
    var stop: Int?
  }

  /// Takes `line` apart as parsing does, and tells of every value.
  func explain(_ line: [UInt8]) -> Explanation {
    var fields = RawFields()
    var sink = ValueList(directives: directives)
    let stop = LineProgram.run(
      steps.span, literals.span, line.span, 0, line.count, into: &fields, telling: &sink)
    return Explanation(values: sink.values, stop: stop)
  }
}

/// Collects the values of one line.
private struct ValueList: CaptureSink {
  let directives: [String]
  var values: [(directive: String, field: String?, value: Range<Int>)] = []

  mutating func take(_ step: LineProgram.Step, _ start: Int, _ end: Int) {
    if step.kind == .literal || step.kind == .space { return }
    let field = step.isPart || step.kind == .dash ? Field.time : Field(rawValue: step.slot)
    let isUnwanted = step.slot == LineProgram.Step.nowhere && step.kind != .dash
    values.append((directives[Int(step.directive)], isUnwanted ? nil : field?.name, start..<end))
  }
}

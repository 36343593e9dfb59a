internal import Bytes

extension LineProgram {
  /// Splits the line in `start..<end` into `fields`; the position where it stops fitting, or nil when
  /// it fits. O(length) but for literals that nearly stand in a value.
  @inline(__always)
  func run(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) -> Int? {
    var sink = NoSink()
    return LineProgram.run(
      steps.span, literals.span, bytes, start, end, into: &fields, telling: &sink)
  }

  /// Runs the steps of a program with these literals, telling `sink` of every value.
  @inline(__always)
  static func run<Sink: CaptureSink>(
    _ steps: Span<Step>, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
    into fields: inout RawFields, telling sink: inout Sink
  ) -> Int? {
    var hasParts = false
    var position = start
    var timeStart = start
    var index = 0
    while index < steps.count {
      let step = steps[index]
      index &+= 1
      var valueStart = position
      var valueEnd = position
      var form = FieldValue.Form.plain
      var value: Int64 = -1
      switch step.kind {
      case .quoted:
        while true {
          valueEnd = WordScan.first(0x22, or: 0x5C, in: bytes, valueEnd, end)
          if valueEnd >= end || bytes[valueEnd] == 0x22 { break }
          form = step.escapes
          valueEnd &+= 2
        }
        if valueEnd >= end { return end }
      case .run:
        valueEnd = runEnd(step, literals, bytes, position, end, &form)
      case .literal: break
      case .rawRun:
        valueEnd = literalPosition(step, literals, bytes, position, end)
      case .list:
        valueEnd = listEnd(step, literals, bytes, position, end)
      case .word:
        guard let word = LineProgram.word(bytes, position, end, &form) else { return position }
        valueStart = word.lowerBound
        valueEnd = word.upperBound
        position = LineProgram.skipBlanks(bytes, form == .plain ? valueEnd : valueEnd &+ 1, end)
        if position == valueEnd, position < end { return position }
      case .digits:
        guard let number = LineProgram.number(step, bytes, &valueStart, end) else {
          return position
        }
        valueEnd = number.end
        value = number.value
      case .decimal:
        while valueEnd < end, Ascii.isDigit(bytes[valueEnd]) || bytes[valueEnd] == 0x2E {
          valueEnd &+= 1
        }
        if valueEnd == position { return position }
      case .fixed:
        valueEnd = position &+ Int(step.low)
        if valueEnd > end { return end }
      case .beforePath:
        valueEnd = WordScan.first(0x2F, in: bytes, position, end)
      case .month, .weekday, .half, .offset, .zone:
        guard let named = TimeNames.read(step.kind, bytes, position, end) else { return position }
        valueEnd = named.end
        value = named.value
      case .space:
        while valueEnd < end, LineProgram.isSpace(bytes[valueEnd]) { valueEnd &+= 1 }
      case .dash:
        if isDash(step, literals, bytes, position, end) {
          sink.take(step, position, position &+ 1)
          index &+= Int(step.jump)
          position &+= 1 &+ Int(step.literalCount)
        }
        continue
      }
      if step.kind != .word {
        position = valueEnd &+ Int(step.literalCount)
        guard position <= end, matches(step, literals, bytes, valueEnd) else {
          return min(valueEnd, end)
        }
      }
      if step.takesLast { valueStart = LineProgram.lastItem(bytes, valueStart, valueEnd) }
      sink.take(step, valueStart, valueEnd)
      if step.slot == Step.nowhere { continue }
      if step.isPart {
        if !hasParts {
          hasParts = true
          timeStart = valueStart
          fields.parts.reset()
        }
        fields.parts.set(step.slot, value)
      } else {
        fields.take(step, bytes, valueStart, valueEnd, form)
      }
    }
    guard position == end else { return position }
    if hasParts { fields.setInstant(from: timeStart, to: end) }
    return nil
  }

  /// Where the literal of the step stands first, or `end`.
  @inline(__always)
  private static func literalPosition(
    _ step: Step, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    if step.literalCount == 0 { return end }
    let first = UInt8(truncatingIfNeeded: step.literalWord)
    var position = start
    while true {
      position = WordScan.first(first, in: bytes, position, end)
      if position == end || step.literalCount == 1 { return position }
      if position &+ Int(step.literalCount) <= end, matches(step, literals, bytes, position) {
        return position
      }
      position &+= 1
    }
  }

  /// `literalPosition`, seeing whether there are backslashes before it.
  @inline(__always)
  private static func runEnd(
    _ step: Step, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
    _ form: inout FieldValue.Form
  ) -> Int {
    let position = literalPosition(step, literals, bytes, start, end)
    if step.slot != Step.nowhere, step.escapes != .plain,
      WordScan.first(0x5C, in: bytes, start, position) < position
    {
      form = step.escapes
    }
    return position
  }

  /// As `literalPosition`; a blank behind a comma, or with a colon and a blank before or behind it,
  /// is inside the list.
  private static func listEnd(
    _ step: Step, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var position = literalPosition(step, literals, bytes, start, end)
    while position < end, bytes[position] == 0x20 {
      let isBehind =
        position > start && (bytes[position &- 1] == 0x2C || bytes[position &- 1] == 0x3A)
      let isBefore =
        position &+ 2 < end && bytes[position &+ 1] == 0x3A && bytes[position &+ 2] == 0x20
      guard isBehind || isBefore else { break }
      position = literalPosition(step, literals, bytes, position &+ 1, end)
    }
    return position
  }

  /// Whether the literal of the step stands at `position`, which it may not do beyond the span.
  @inline(__always)
  private static func matches(
    _ step: Step, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ position: Int
  ) -> Bool {
    let count = Int(step.literalCount)
    if count == 0 { return true }
    if count == 1 { return bytes[position] == UInt8(truncatingIfNeeded: step.literalWord) }
    guard WordScan.prefix(bytes, position, min(count, 8)) == step.literalWord else { return false }
    if count <= 8 { return true }
    let start = Int(step.literalStart)
    return ByteSearch.equal(
      literals, start..<(start &+ count), bytes, position..<(position &+ count))
  }

  /// Whether one dash and then the step's literal, or the end, stand at `position`.
  private static func isDash(
    _ step: Step, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ position: Int, _ end: Int
  ) -> Bool {
    guard position < end, bytes[position] == 0x2D else { return false }
    if step.literalCount == 0 { return position &+ 1 == end }
    return position &+ 1 &+ Int(step.literalCount) <= end
      && matches(step, literals, bytes, position &+ 1)
  }
}

/// Who wants to know each value that a program takes.
protocol CaptureSink {
  /// The step took `start..<end`.
  mutating func take(_ step: LineProgram.Step, _ start: Int, _ end: Int)
}

/// Nobody: what parsing uses, so that telling costs nothing.
struct NoSink: CaptureSink {
  /// A value of no size has no address either, and thread sanitizer traps on accesses to it.
  private var address: UInt8 = 0

  @inline(__always)
  mutating func take(_ step: LineProgram.Step, _ start: Int, _ end: Int) {}
}

internal import Bytes

extension LineParser {
  /// A line of more bytes, without LF and CR, is malformed (SPEC section 2): 1 MiB.
  public static let longestLine = 1_048_576

  /// What became of a line.
  enum Outcome {
    /// It is a record.
    case record
    /// It is an inventory line.
    case note
    /// It is malformed; the position where reading stopped, if that is in the line.
    case malformed(MalformedReason, Int?)
  }

  /// Reads the lines of `batch.bytes` into records, observations and counts, which are emptied
  /// first.
  ///
  /// `context` is what the `#` lines above the block said, nil to go on from the last block. The bytes are whole lines that end at LF (the last one of an input may lack it), without the
  /// byte order mark of the input; they stay where they are, texts that had escapes are appended.
  /// The first line has the number `firstLine`. The block is smaller than 1 GiB, so that places fit
  /// 32 bits.
  public mutating func parse(
    _ batch: inout RecordBatch, firstLine: Int, context: LineContext? = nil
  ) {
    precondition(batch.bytes.count < 1 << 30, "a block of lines is smaller than 1 GiB")
    if let context, context != w3c.context { w3c.apply(context) }
    batch.records.removeAll(keepingCapacity: true)
    batch.observations.removeAll(keepingCapacity: true)
    batch.counts = LineCounts()
    var block: [UInt8] = []
    swap(&block, &batch.bytes)
    assembly.begin(blockSize: block.count)
    read(block.span, firstLine: firstLine, into: &batch)
    block.append(contentsOf: assembly.scratch)
    swap(&block, &batch.bytes)
  }

  private mutating func read(_ bytes: Span<UInt8>, firstLine: Int, into batch: inout RecordBatch) {
    // Taken out once a block: for each line, references to them would be counted.
    let program = self.program
    let steps = program.steps.span
    let literals = program.literals.span
    var start = 0
    var line = firstLine
    while start < bytes.count {
      let lineFeed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
      var end = lineFeed
      if end > start, bytes[end &- 1] == 0x0D { end &-= 1 }
      if end == start {
        batch.counts.blank &+= 1
      } else {
        readLine(bytes, start, end, number: line, steps, literals, into: &batch)
      }
      batch.counts.lines &+= 1
      line &+= 1
      start = lineFeed &+ 1
    }
  }

  @inline(__always)
  private mutating func readLine(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, number: Int,
    _ steps: Span<LineProgram.Step>, _ literals: Span<UInt8>, into batch: inout RecordBatch
  ) {
    var record = Record()
    fields.reset()
    let outcome: Outcome
    if end &- start > LineParser.longestLine {
      outcome = .malformed(.tooLong, start &+ LineParser.longestLine)
    } else {
      outcome = readShapes(bytes, start, end, steps, literals, into: &record)
    }
    switch outcome {
    case .record:
      record.line = number
      record.offset = UInt32(truncatingIfNeeded: start)
      batch.records.append(record)
      batch.counts.records &+= 1
    case .note:
      batch.counts.notes &+= 1
    case .malformed(let reason, let position):
      batch.counts.malformed[reason.rawValue] &+= 1
      if batch.counts.firstMalformed.count < LineCounts.sampleLimit {
        let column = (position ?? start) &- start &+ 1
        batch.counts.firstMalformed.append(
          MalformedLine(line: number, column: column, reason: reason))
      }
      return
    }
    batch.counts.badFields &+= assembly.bad
    if !assembly.observations.isEmpty {
      batch.observations.append(contentsOf: assembly.observations)
    }
  }

  /// Reads a line by the first shape that it fits; where it fits none, the place is that of the shape
  /// that it fits longest.
  @inline(__always)
  private mutating func readShapes(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ steps: Span<LineProgram.Step>,
    _ literals: Span<UInt8>, into record: inout Record
  ) -> Outcome {
    if bytes[start] == 0x23, format.w3c != nil {
      readDirective(bytes, start, end)
      return .note
    }
    var outcome: Outcome
    if steps.isEmpty {
      outcome = read(shapes[0], bytes, start, end, into: &record)
    } else {
      var sink = NoSink()
      let stop = LineProgram.run(steps, literals, bytes, start, end, into: &fields, telling: &sink)
      outcome =
        stop.map { .malformed(.badLine, $0) }
        ?? assemble(bytes, end, base: 0, missing: nil, into: &record)
    }
    var index = 1
    while index < shapes.count, case .malformed(let reason, let place) = outcome,
      reason == .badLine || reason == .badJSON
    {
      fields.reset()
      let next = read(shapes[index], bytes, start, end, into: &record)
      index &+= 1
      if case .malformed(.badLine, let other) = next, other ?? start < place ?? start { continue }
      outcome = next
    }
    return outcome
  }

  @inline(__always)
  private mutating func read(
    _ shape: LineShape, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    switch shape {
    case .extended: return readExtended(bytes, start, end, base: 0, into: &record)
    case .object: return readJSON(bytes, start, end, into: &record)
    case .declared(let program):
      return read(program, bytes, start, end, base: 0, into: &record)
    case .prefixedObject(let prefix):
      return readPrefixedObject(prefix, bytes, start, end, into: &record)
    case .w3c: return readW3C(bytes, start, end, into: &record)
    case .labelled: return readLabelled(bytes, start, end, into: &record)
    }
  }

  /// Reads a line that a program takes apart; `base` is where `bytes` stands in the batch.
  @inline(__always)
  mutating func read(
    _ program: borrowing LineProgram, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int,
    into record: inout Record
  ) -> Outcome {
    if let stop = program.run(bytes, start, end, into: &fields) {
      return .malformed(.badLine, stop)
    }
    return assemble(bytes, end, base: base, missing: nil, into: &record)
  }

  /// Reads an access line; `base` is where `bytes` stands in the batch.
  @inline(__always)
  mutating func readExtended(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, into record: inout Record
  ) -> Outcome {
    if let stop = ExtendedLine.read(bytes, start, end, tailKeys: tailKeys, into: &fields) {
      return .malformed(.badLine, stop)
    }
    return assemble(bytes, end, base: base, missing: nil, into: &record)
  }

  /// Where a line that ends at `end` is found wrong: at the value that is no time or no status, unless
  /// its escapes were undone, because its bytes are then no longer those of the line.
  @inline(__always)
  func column(of reason: MalformedReason, _ end: Int) -> Int {
    let field: Field
    switch reason {
    case .badTime: field = .time
    case .badStatus: field = .status
    default: return end
    }
    guard fields.has(field), fields[field].form != .unescaped else { return end }
    return Int(fields[field].start)
  }

  /// Makes a record of the fields.
  @inline(__always)
  mutating func assemble(
    _ bytes: Span<UInt8>, _ end: Int, base: Int, missing: MalformedReason?,
    into record: inout Record
  ) -> Outcome {
    let reason = assembly.assemble(&fields, bytes, base: base, missing: missing, into: &record)
    guard let reason else { return .record }
    return .malformed(reason, column(of: reason, end))
  }
}

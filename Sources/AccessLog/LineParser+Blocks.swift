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
  /// The bytes are whole lines that end at LF (the last one of an input may lack it), without the
  /// byte order mark of the input; they stay where they are, texts that had escapes are appended.
  /// The first line has the number `firstLine`. The block is smaller than 1 GiB, so that places fit
  /// 32 bits.
  public mutating func parse(_ batch: inout RecordBatch, firstLine: Int) {
    precondition(batch.bytes.count < 1 << 30, "a block of lines is smaller than 1 GiB")
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
    var start = 0
    var line = firstLine
    while start < bytes.count {
      let lineFeed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
      var end = lineFeed
      if end > start, bytes[end &- 1] == 0x0D { end &-= 1 }
      if end == start {
        batch.counts.blank &+= 1
      } else {
        readLine(bytes, start, end, number: line, into: &batch)
      }
      batch.counts.lines &+= 1
      line &+= 1
      start = lineFeed &+ 1
    }
  }

  @inline(__always)
  private mutating func readLine(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, number: Int, into batch: inout RecordBatch
  ) {
    var record = Record()
    fields.reset()
    let outcome: Outcome
    if end &- start > LineParser.longestLine {
      outcome = .malformed(.tooLong, start &+ LineParser.longestLine)
    } else {
      switch format {
      case .extended: outcome = readExtended(bytes, start, end, base: 0, into: &record)
      case .json: outcome = readJSON(bytes, start, end, into: &record)
      }
    }
    switch outcome {
    case .record:
      record.line = number
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

  /// Makes a record of the fields of a line that ends at `end`.
  @inline(__always)
  func column(of reason: MalformedReason, _ end: Int) -> Int {
    switch reason {
    case .badTime where fields.has(.time): Int(fields[.time].start)
    case .badStatus where fields.has(.status): Int(fields[.status].start)
    default: end
    }
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

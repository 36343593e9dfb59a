internal import AccessLog
internal import Bytes
internal import Findings
internal import LogInput
internal import Reporting

/// Reads the first lines of a log one by one, to show how they fall into fields.
struct LineSampling {
  /// Lines that are shown.
  private static let shownLines = 3

  private let decision: FormatDecision
  private let options: LineParser.Options
  private var parser: LineParser
  /// What the lines so far say about those below them.
  private var context = LineContext()
  private var batch = RecordBatch()
  private var linesLeft = FormatDetector.sampleLines
  private var result = FormatReport()
  private var tokens: [ByteString] = []
  /// Lines with fields, or malformed, that are shown already.
  private var shown = 0

  /// A sampling of a log that is taken for `decision.format`.
  init(_ decision: FormatDecision, _ options: LineParser.Options, isGiven: Bool) {
    self.decision = decision
    self.options = options
    parser = LineParser(format: decision.format, options: options)
    result.format = decision.format.name
    result.summary = decision.format.summary
    result.isGiven = isGiven
    result.seen = decision.seen
    result.fitting = decision.fitting
    result.runnerUp = decision.runnerUp.map { ($0.format.name, $0.fitting) }
    if !isGiven {
      result.misfit = decision.misfit.map {
        FormatMisfit(format: $0.format.name, line: $0.line, column: $0.column)
      }
    }
    result.notes = decision.format.notices.map(\.sentence)
  }

  /// Looks at the next block of the log.
  mutating func add(_ block: LineBlock) {
    var number = block.firstLine
    for line in block.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard linesLeft > 0 else { return }
      let end = line.last == 0x0D ? line.endIndex - 1 : line.endIndex
      let text = Array(line[line.startIndex..<end])
      if !text.isEmpty, text.count <= LineParser.longestLine {
        linesLeft -= 1
        look(at: text, number)
        if decision.format.hasContext { context.advance(over: text) }
      }
      number += 1
    }
  }

  /// What was seen in the log at `path`.
  func report(_ path: ByteString) -> FormatReport {
    var report = result
    if let declared = decision.format.declaredFields {
      report.isDeclared = true
      report.fields = declared
    }
    var names: Set<ByteString> = [path]
    for sample in report.samples { names.formUnion(sample.fields.compactMap(\.value)) }
    let mask = TokenMask(tokens: tokens, names: names)
    report.path = mask.masked(path)
    for index in report.samples.indices {
      for place in report.samples[index].fields.indices {
        guard let value = report.samples[index].fields[place].value else { continue }
        report.samples[index].fields[place].value = mask.masked(value)
      }
    }
    return report
  }

  private mutating func look(at line: [UInt8], _ number: Int) {
    batch.bytes = line
    parser.parse(&batch, firstLine: number)
    if !batch.observations.isEmpty { result.fields.insert("entities") }
    if let malformed = batch.counts.firstMalformed.first {
      // One beyond the first lines is worth more than a fourth that fits.
      let isFirst = !result.samples.contains { $0.malformed != nil }
      guard isFirst else { return }
      var sample = LineSample(line: number)
      sample.malformed = MalformedReport(
        line: number, column: malformed.column, reason: malformed.reason.name)
      sample.outline = LineOutline(line, column: malformed.column)
      result.samples.append(sample)
      return
    }
    if let record = batch.records.first {
      result.fields.formUnion(record.fieldNames)
      if record.token.isPresent {
        tokens.append(ByteString(Array(batch.bytes[record.token.range])))
      }
    } else if batch.observations.isEmpty {
      return
    }
    guard shown < LineSampling.shownLines else { return }
    shown += 1
    var sample = LineSample(line: number)
    let explained = decision.format.explain(line: line, options: options, context: context)
    sample.fields = explained.fields.map {
      SampledField(name: $0.name, value: $0.isSecret ? nil : ByteString($0.text))
    }
    result.samples.append(sample)
  }
}

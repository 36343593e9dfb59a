internal import AccessLog
internal import Bytes
internal import Findings
internal import LimitCatalog
internal import LogInput
internal import Usage

/// Looks through one input for lines behind findings.
struct EvidenceWorker {
  private let input: Int
  private let watchesEntities: Bool
  private var parser: LineParser
  /// Reads single lines of blocks with observations.
  private var lineParser: LineParser
  private var namer: RequestNamer
  private var watch: EvidenceWatch
  private var context = LineContext()
  private var batch = RecordBatch()
  /// The tokens of the input so far.
  private(set) var filter = TokenFilter()
  private var lastToken: [UInt8] = []

  /// Names are forgotten from this many bytes on: a log may have a new one in every line.
  private static let mostNameBytes = 64 << 20

  init(
    input: Int, format: LogFormat, options: LineParser.Options, policy: Policy,
    watch: EvidenceWatch
  ) {
    self.input = input
    self.watch = watch
    watchesEntities = watch.hasEntities
    parser = LineParser(format: format, options: options)
    lineParser = parser
    namer = RequestNamer(policy: policy, measuresEntities: watch.hasEntities)
  }

  /// Looks through a block, which comes after those before it; its buffer is free for the next one.
  mutating func read(_ block: inout LineBlock, into shared: Locked<EvidenceState>) {
    if namer.memoryBytes > EvidenceWorker.mostNameBytes {
      namer.startOver()
      watch.startOver()
    }
    batch.bytes = []
    swap(&batch.bytes, &block.bytes)
    let lines = BlockLines(count: batch.bytes.count, first: block.firstLine)
    parser.parse(&batch, firstLine: block.firstLine)
    var candidates: [Candidate] = []
    for record in batch.records {
      let token = record.token.isPresent ? Array(batch.bytes[record.token.range]) : nil
      if let token { note(token) }
      guard let request = namer.request(record, in: batch) else { continue }
      for match in watch.matches(request, namer) {
        candidates.append(Candidate(match, record.line, record.time, token))
      }
    }
    if watchesEntities, observes(batch) { addObservations(lines, &candidates) }
    if parser.format.hasContext { context.advance(over: Array(batch.bytes[..<lines.count])) }
    keep(candidates, lines, into: shared)
    swap(&batch.bytes, &block.bytes)
  }

  /// Remembers a token; most come several times in a row.
  private mutating func note(_ token: [UInt8]) {
    if token == lastToken { return }
    filter.add(token)
    lastToken = token
  }

  /// Whether findings rest on an observation of a block.
  private func observes(_ batch: RecordBatch) -> Bool {
    batch.observations.contains { match($0, batch) != nil }
  }

  private func match(_ observation: Observation, _ batch: RecordBatch) -> EvidenceMatch? {
    watch.match(
      EntityKind.allCases[observation.resource],
      ByteString(Array(batch.bytes[observation.subject.range])), value: observation.value)
  }

  /// Adds the lines of the block whose observations findings rest on: a batch does not tell which line
  /// one stood on.
  private mutating func addObservations(_ lines: BlockLines, _ candidates: inout [Candidate]) {
    var context = self.context
    for (offset, range) in lines.ranges(batch.bytes).enumerated() {
      var single = RecordBatch()
      single.bytes = Array(batch.bytes[range])
      let line = single.bytes
      let number = lines.first + offset
      lineParser.parse(
        &single, firstLine: number, context: parser.format.hasContext ? context : nil)
      if parser.format.hasContext { context.advance(over: line) }
      for observation in single.observations {
        guard let match = match(observation, single) else { continue }
        let record = single.records.first
        let token = record.flatMap {
          $0.token.isPresent ? Array(single.bytes[$0.token.range]) : nil
        }
        candidates.append(Candidate(match, number, record?.time, token))
      }
    }
  }

  /// Hands over the candidates that are early enough, with their lines.
  private func keep(
    _ candidates: [Candidate], _ lines: BlockLines, into shared: Locked<EvidenceState>
  ) {
    guard !candidates.isEmpty else { return }
    let input = self.input
    let empty = candidates.map { $0.line(input, text: [], lineBytes: 0) }
    // Masking takes longer than all else: it is done for wanted lines only, and not while others wait.
    let wanted = shared.withLock { state in
      empty.indices.filter { state.collection.wants(empty[$0]) }
    }
    guard !wanted.isEmpty else { return }
    let ranges = lines.ranges(batch.bytes)
    let found = wanted.map { index in
      let candidate = candidates[index]
      let text = Array(batch.bytes[ranges[candidate.number - lines.first]])
      return candidate.line(
        input, text: LineMask.masked(text, token: candidate.token), lineBytes: text.count)
    }
    shared.withLock { state in for line in found { state.collection.add(line) } }
  }
}

/// A line that a finding may rest on.
private struct Candidate {
  let match: EvidenceMatch
  let number: Int
  let time: Int64?
  let token: [UInt8]?

  init(_ match: EvidenceMatch, _ number: Int, _ time: Int64?, _ token: [UInt8]?) {
    self.match = match
    self.number = number
    self.time = time
    self.token = token
  }

  func line(_ input: Int, text: [UInt8], lineBytes: Int) -> EvidenceLine {
    EvidenceLine(
      finding: match.finding, time: time, input: input, line: number,
      token: text.isEmpty ? nil : token.map { CallerToken(ByteString($0)).shown }, text: text,
      lineBytes: lineBytes, distinct: match.distinct)
  }
}

/// The lines of a block, whose bytes are the first of a batch.
private struct BlockLines {
  /// Bytes of the block.
  let count: Int
  /// Number of its first line.
  let first: Int

  /// Where the lines are, without their ends.
  func ranges(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < count {
      let lineFeed = bytes[start..<count].firstIndex(of: 0x0A) ?? count
      let hasReturn = lineFeed > start && bytes[lineFeed - 1] == 0x0D
      ranges.append(start..<(hasReturn ? lineFeed - 1 : lineFeed))
      start = lineFeed + 1
    }
    return ranges
  }
}

internal import Bytes

/// Decides the format of one input (SPEC section 2, `auto`): the one under which most of its first
/// 64 non-blank lines are records or notes; ties: the one with fewest bad fields, then the earlier
/// of `LogFormat.allCases`, which is also the format of an empty input. Lines over 1 MiB are passed
/// over.
///
/// A value: one that has seen nothing is made once and copied for each input, because the tables of
/// all its parsers cost more than the lines.
public struct FormatDetector: Sendable {
  /// How many non-blank lines decide.
  public static let sampleLines = 64

  private struct Candidate {
    let format: LogFormat
    var parser: LineParser
    var good = 0
    var bad = 0
    /// The first line that did not fit, and the column where reading stopped.
    var misfit: MalformedLine?
  }

  private var candidates: [Candidate]
  private var batch = RecordBatch()
  private var linesLeft = FormatDetector.sampleLines
  private var nextLine = 1

  /// A detector for inputs whose lines will be read with these options.
  public init(options: LineParser.Options = LineParser.Options()) {
    candidates = LogFormat.allCases.map {
      Candidate(format: $0, parser: LineParser(format: $0.forDetection, options: options))
    }
  }

  /// A detector that chooses among `formats`, the first of them where nothing tells; not empty.
  public init(formats: [LogFormat], options: LineParser.Options = LineParser.Options()) {
    precondition(!formats.isEmpty, "a choice needs something to choose from")
    candidates = formats.map {
      Candidate(format: $0, parser: LineParser(format: $0, options: options))
    }
  }

  /// Whether enough lines were seen; more do not change `decision`.
  public var isDecided: Bool { linesLeft == 0 }

  /// The format by the lines seen so far.
  public var format: LogFormat { candidates[best].format }

  /// The format by the lines seen so far, and how sure it is.
  public var decision: FormatDecision {
    let best = self.best
    let seen = FormatDetector.sampleLines - linesLeft
    var decision = FormatDecision(
      format: candidates[best].format, fitting: candidates[best].good, seen: seen)
    let others = candidates.indices.filter { $0 != best && candidates[$0].good > 0 }
    if let second = others.max(by: { isBetter($1, than: $0) }) {
      decision.runnerUp = FormatDecision.RunnerUp(
        format: candidates[second].format, fitting: candidates[second].good)
    }
    if seen > 0, candidates[best].good * 2 <= seen { decision.misfit = closest }
    return decision
  }

  private var best: Int {
    candidates.indices.dropFirst().reduce(0) { isBetter($1, than: $0) ? $1 : $0 }
  }

  private func isBetter(_ left: Int, than right: Int) -> Bool {
    let (left, right) = (candidates[left], candidates[right])
    return left.good > right.good || (left.good == right.good && left.bad < right.bad)
  }

  /// The format that most lines fit or, where none fits any, that reads furthest into the first one.
  private var closest: FormatDecision.Misfit? {
    var closest: Candidate?
    for candidate in candidates {
      guard let misfit = candidate.misfit else { continue }
      if let best = closest, let other = best.misfit {
        let isCloser =
          candidate.good > best.good
          || (candidate.good == best.good && reach(misfit) > reach(other))
        guard isCloser else { continue }
      }
      closest = candidate
    }
    guard let closest, let misfit = closest.misfit else { return nil }
    return FormatDecision.Misfit(
      format: closest.format, line: misfit.line, column: misfit.column)
  }

  /// How far a format went: one whose shape fits has only a time or a status wrong.
  private func reach(_ misfit: MalformedLine) -> Int {
    switch misfit.reason {
    case .badTime, .badStatus: .max
    case .tooLong, .badJSON, .badLine, .missingField: misfit.column
    }
  }

  /// Looks at the next whole lines of the input, from its first on, without its byte order mark;
  /// the last one of an input may lack its LF.
  public mutating func add(_ bytes: [UInt8]) {
    if isDecided || bytes.isEmpty { return }
    let (end, lines) = takeLines(bytes.span)
    batch.bytes.removeAll(keepingCapacity: true)
    batch.bytes.append(contentsOf: bytes[..<end])
    for index in candidates.indices {
      candidates[index].parser.parse(&batch, firstLine: nextLine)
      batch.bytes.removeLast(batch.bytes.count - end)
      candidates[index].good += batch.counts.records + batch.counts.notes
      candidates[index].bad += batch.counts.badFields
      if candidates[index].misfit == nil {
        candidates[index].misfit = batch.counts.firstMalformed.first { $0.reason != .tooLong }
      }
    }
    nextLine += lines
  }

  /// Counts the lines that decide; where the last of them ends, and how many lines that are.
  private mutating func takeLines(_ bytes: Span<UInt8>) -> (end: Int, lines: Int) {
    var start = 0
    var lines = 0
    while start < bytes.count, linesLeft > 0 {
      let lineFeed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
      var end = lineFeed
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      if end > start, end - start <= LineParser.longestLine { linesLeft -= 1 }
      start = min(lineFeed + 1, bytes.count)
      lines += 1
    }
    return (start, lines)
  }
}

/// What `auto` found out about one input.
public struct FormatDecision: Sendable, Equatable {
  /// The format that comes second.
  public struct RunnerUp: Sendable, Equatable {
    /// A format that fits at least one line.
    public var format: LogFormat
    /// Lines that it fits.
    public var fitting: Int
  }

  /// Where the format that comes closest stops fitting.
  public struct Misfit: Sendable, Equatable {
    /// The format that fits most lines or, where none fits any, that reads furthest into the first.
    public var format: LogFormat
    /// Number of the first line that does not fit, from 1.
    public var line: Int
    /// 1-based byte where reading stopped in it.
    public var column: Int
  }

  /// The format chosen.
  public var format: LogFormat
  /// Lines that are records or notes in it.
  public var fitting: Int
  /// Non-blank lines that were looked at, at most `FormatDetector.sampleLines`.
  public var seen: Int
  /// The next best format; nil where no other fits any line.
  public var runnerUp: RunnerUp?
  /// What nearly fits, where `format` fits no more than half of the lines; else nil.
  public var misfit: Misfit?

  /// A format that fits so many of the lines seen.
  public init(format: LogFormat, fitting: Int, seen: Int) {
    self.format = format
    self.fitting = fitting
    self.seen = seen
  }
}

internal import Bytes

/// Decides the format of one input (SPEC section 2, `auto`): the one under which most of its first
/// 64 non-blank lines are records or notes; ties: the one with fewest bad fields, then the earlier
/// case of `LogFormat`, which is also the format of an empty input. Lines over 1 MiB are passed
/// over.
public struct FormatDetector {
  /// How many non-blank lines decide.
  public static let sampleLines = 64

  private struct Candidate {
    var parser: LineParser
    var good = 0
    var bad = 0
  }

  private var candidates: [Candidate]
  private var batch = RecordBatch()
  private var linesLeft = FormatDetector.sampleLines

  /// A detector for an input whose lines will be read with these options.
  public init(options: LineParser.Options = LineParser.Options()) {
    candidates = LogFormat.allCases.map {
      Candidate(parser: LineParser(format: $0, options: options))
    }
  }

  /// Whether enough lines were seen; more do not change `format`.
  public var isDecided: Bool { linesLeft == 0 }

  /// The format by the lines seen so far.
  public var format: LogFormat {
    var best = candidates[0]
    for candidate in candidates.dropFirst()
    where candidate.good > best.good || (candidate.good == best.good && candidate.bad < best.bad) {
      best = candidate
    }
    return best.parser.format
  }

  /// Looks at the next whole lines of the input, from its first on, without its byte order mark;
  /// the last one of an input may lack its LF.
  public mutating func add(_ bytes: [UInt8]) {
    if isDecided || bytes.isEmpty { return }
    let end = takeLines(bytes.span)
    for index in candidates.indices {
      batch.bytes.removeAll(keepingCapacity: true)
      batch.bytes.append(contentsOf: bytes[..<end])
      candidates[index].parser.parse(&batch, firstLine: 1)
      candidates[index].good += batch.counts.records + batch.counts.notes
      candidates[index].bad += batch.counts.badFields
    }
  }

  /// Counts the lines that decide; where the last of them ends.
  private mutating func takeLines(_ bytes: Span<UInt8>) -> Int {
    var start = 0
    while start < bytes.count, linesLeft > 0 {
      let lineFeed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
      var end = lineFeed
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      if end > start, end - start <= LineParser.longestLine { linesLeft -= 1 }
      start = min(lineFeed + 1, bytes.count)
    }
    return start
  }
}

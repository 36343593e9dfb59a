internal import Bytes

/// Gzip members, one after the other, to their content; verifies every one (SPEC section 2).
///
/// What another engine than zlib does not find sound is inflated again by zlib, whose bytes and
/// verdict count. That continues where the other one stopped: it gave what zlib gives, or less.
struct GzipDecoder {
  /// What comes next in the compressed input.
  enum Stage {
    case header, data, trailer, gap, piece, ended
  }

  /// What comes next; `ended` is final.
  var stage = Stage.header
  /// Members begun.
  var members = 1
  /// Offset of the current member's first byte, and after its trailer of the first byte after it.
  var boundary: Int64 = 0
  /// Where and how the input broke; then nothing more is decoded.
  var damage: Damage?
  /// Length and CRC-32 of the members before the current one.
  var finished = Checksum()
  /// Length and CRC-32 of what inflated of the current member.
  var member = Checksum()
  /// The current member's header.
  var header = GzipHeader()
  /// What is inflated ahead; nil where nothing is.
  var ahead: PiecesAhead?
  private var engine: any Inflater
  /// Whether what the engine says is the verdict.
  private var isReference: Bool

  /// A decoder at the start of an input that begins with the magic bytes; the input must be a file for
  /// any other engine than zlib.
  init(_ engine: InflateEngine) {
    self.engine = engine.makeInflater()
    isReference = engine == .zlib
  }

  /// Length and CRC-32 of everything that inflated so far, but for a piece that is not given whole.
  var content: Checksum {
    var all = finished
    all.append(member)
    return all
  }

  /// Appends content until the output is full; false when there is no more.
  mutating func fill(_ output: inout OutputSpan<UInt8>, from input: inout RawInput) -> Bool {
    while true {
      switch stage {
      case .header: readHeader(&input)
      case .data:
        if output.isFull { return true }
        readData(&input, into: &output)
      case .trailer: readTrailer(&input)
      case .gap: if !beginPiece(&input) { readGap(&input) }
      case .piece:
        if output.isFull { return true }
        givePiece(&output)
      case .ended: return false
      }
    }
  }

  /// Inflates until the output is full, the input buffer is used up or the member's data ends.
  private mutating func readData(
    _ input: inout RawInput, into output: inout OutputSpan<UInt8>
  ) {
    let start = output.count
    let step = engine.inflate(input.buffer.span, input.available, into: &output)
    input.consume(step.consumed)
    member.append(output.span, start..<output.count)
    switch step.verdict {
    case .needsRoom: break
    case .needsInput:
      // An engine may leave bytes that it cannot decode before it sees the ones behind them.
      if !input.fill(atLeast: input.available.count + 1) { failInData(.truncated, &input) }
    case .ended:
      engine.reset()
      stage = .trailer
    case .badData: failInData(.badData, &input)
    }
  }

  /// Ends decoding with damage of the current member's data, if zlib sees it too.
  mutating func failInData(_ kind: Damage.Kind, _ input: inout RawInput) {
    if isReference || !replay(&input) { fail(kind) }
  }

  /// Goes back to the current member's start and inflates it by zlib as far as it was given.
  ///
  /// False where zlib gives other bytes or fewer, as when the file was written to meanwhile, or the
  /// file cannot be read again: then what was given can only be what counts.
  private mutating func replay(_ input: inout RawInput) -> Bool {
    guard input.rewind(to: boundary) else { return false }
    var again = GzipDecoder(.zlib)
    again.members = members
    again.finished = finished
    again.boundary = boundary
    again.ahead = ahead
    var scratch: [UInt8] = []
    while again.member.count < member.count {
      let missing = Int(min(member.count - again.member.count, Int64(InputReader.defaultBlockSize)))
      let before = again.content.count
      scratch.removeAll(keepingCapacity: true)
      var hasMore = false
      scratch.append(addingCapacity: missing) { output in
        hasMore = again.fill(&output, from: &input)
      }
      if again.boundary != boundary || !hasMore && again.content.count == before { return false }
    }
    guard again.member == member else { return false }
    self = again
    return true
  }
}

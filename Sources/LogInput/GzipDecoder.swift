internal import Bytes

/// Gzip members, one after the other, to their content; verifies every one (SPEC section 2).
struct GzipDecoder<Engine: Inflater> {
  /// What comes next in the compressed input.
  enum Stage {
    case header, data, trailer, gap, ended
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
  private var engine = Engine()

  /// A decoder at the start of an input that begins with the magic bytes.
  init() {}

  /// Length and CRC-32 of everything that inflated so far.
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
      case .gap: readGap(&input)
      case .ended: return false
      }
    }
  }

  /// Inflates until the output is full, the input buffer is empty or the member's data ends.
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
      if !input.fill(atLeast: 1) { fail(.truncated) }
    case .ended:
      engine.reset()
      stage = .trailer
    case .badData: fail(.badData)
    }
  }
}

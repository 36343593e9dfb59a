internal import Bytes

/// The content of an input: inflated if it begins as gzip does, else as it is.
struct ContentStream {
  /// The input as it is.
  private(set) var input: RawInput
  private var gzip: GzipDecoder<ZlibInflater>?
  private var plain = Checksum()

  /// Opens the input and looks at its first two bytes, never at its name.
  init(opening source: InputSource, hashing: Bool) throws(MissingInput) {
    input = try RawInput(opening: source, hashing: hashing)
    if input.fill(atLeast: 2), input.buffer[0] == GzipHeader.magic[0],
      input.buffer[1] == GzipHeader.magic[1]
    {
      gzip = GzipDecoder()
    }
  }

  /// Appends content until the output is full; false when there is no more, also after damage.
  mutating func fill(_ output: inout OutputSpan<UInt8>) -> Bool {
    if gzip != nil { return gzip?.fill(&output, from: &input) ?? false }
    while !output.isFull {
      guard input.fill(atLeast: 1) else { return false }
      let start = output.count
      let count = min(output.freeCapacity, input.available.count)
      output.append(copying: input.buffer.span, input.position..<input.position + count)
      plain.append(output.span, start..<output.count)
      input.consume(count)
    }
    return true
  }

  /// Reads the rest of the input for its size and its hash.
  mutating func drain() { input.drain() }

  /// Gzip members begun; 0 for plain text.
  var members: Int { gzip?.members ?? 0 }

  /// Length and CRC-32 of the content so far.
  var content: Checksum { gzip?.content ?? plain }

  /// Where and how the input broke, without dropped bytes; known when `fill` has returned false.
  var damage: Damage? {
    if let gzip { return gzip.damage }
    if input.readError == nil { return nil }
    return Damage(kind: .truncated, member: 0, offset: input.bytesRead)
  }
}

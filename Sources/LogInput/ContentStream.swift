internal import Bytes

/// The content of an input: inflated if it begins as gzip does, else as it is.
struct ContentStream {
  /// The input as it is.
  private(set) var input: RawInput
  private var gzip: GzipDecoder?
  private var plain = Checksum()
  /// First bytes that inflated, which told that the content is text.
  private var head: [UInt8] = []
  /// How many of them `fill` has given.
  private var headPosition = 0

  /// Opens the input and looks at its first bytes, never at its name; one that is compressed in a way
  /// that is not read is missing.
  ///
  /// zlib inflates what cannot be read again, whatever the engine.
  init(
    opening source: InputSource, hashing: Bool, engine: InflateEngine = .preferred
  ) throws(MissingInput) {
    input = try RawInput(opening: source, hashing: hashing)
    if input.fill(atLeast: 2), input.buffer[0] == GzipHeader.magic[0],
      input.buffer[1] == GzipHeader.magic[1]
    {
      gzip = GzipDecoder(source.kind == .file ? engine : .zlib)
    }
    guard let compression = recognise() else { return }
    // Whoever writes to a stream is let go as at the end of any other.
    if source.kind != .file { input.drain() }
    throw MissingInput(
      path: source.path, cause: .compressed(compression, insideGzip: gzip != nil, source.namedKind))
  }

  /// What the content begins as; nil for text.
  private mutating func recognise() -> ForeignCompression? {
    if gzip == nil {
      _ = input.fill(atLeast: ForeignCompression.prefixSize)
      return ForeignCompression.recognised(in: input.buffer.span, input.available)
    }
    head.append(addingCapacity: ForeignCompression.prefixSize) { output in
      _ = gzip?.fill(&output, from: &input)
    }
    return ForeignCompression.recognised(in: head.span, 0..<head.count)
  }

  /// Appends content until the output is full; false when there is no more, also after damage.
  mutating func fill(_ output: inout OutputSpan<UInt8>) -> Bool {
    if gzip != nil {
      giveHead(&output)
      return headPosition < head.count || gzip?.fill(&output, from: &input) ?? false
    }
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

  /// Appends what was inflated to look at it, as far as there is room.
  private mutating func giveHead(_ output: inout OutputSpan<UInt8>) {
    let count = min(output.freeCapacity, head.count - headPosition)
    output.append(copying: head.span, headPosition..<headPosition + count)
    headPosition += count
  }

  /// Reads the rest of the input for its size and its hash.
  mutating func drain() { input.drain() }

  /// Gzip members begun; 0 for plain text.
  var members: Int { gzip?.members ?? 0 }

  /// Length and CRC-32 of the content so far, with what was only looked at.
  var content: Checksum { gzip?.content ?? plain }

  /// Bytes of content that `fill` has given.
  var position: Int64 {
    content.count + Int64(gzip?.ahead?.given ?? 0) - Int64(head.count - headPosition)
  }

  /// From here on has members inflated ahead by others where that can be; only of files.
  mutating func inflateAhead(_ pieces: PiecesAhead) {
    gzip?.ahead = pieces
  }

  /// Where and how the input broke, without dropped bytes; known when `fill` has returned false.
  var damage: Damage? {
    if let gzip { return gzip.damage }
    if input.readError == nil { return nil }
    return Damage(kind: .truncated, member: 0, offset: input.bytesRead)
  }
}

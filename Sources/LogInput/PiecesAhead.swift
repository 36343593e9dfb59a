internal import Bytes

/// Pieces of a file that are inflated before the decoder comes to them.
///
/// The input is then read ahead, by the pieces that were begun and not finished: it stands behind the
/// last of them, the decoder before the first.
struct PiecesAhead {
  private let help: any PieceInflating
  private let engine: InflateEngine
  /// Bytes that a piece has at least, but the last one: so many that it is worth being handed over, and
  /// more than the header it begins with.
  private let leastBytes: Int
  /// Bytes that a piece has at most. Larger members are inflated where they are read, in pieces of any
  /// size, so that memory does not grow with them.
  private let mostBytes: Int
  private let mostContent: Int
  /// How many were begun and not finished.
  private var begun = 0
  /// Where the next one begins.
  private var next: Int64 = 0
  /// Before this offset none is begun: what lies there was found to be none.
  private var barrier: Int64 = 0
  /// The piece that is being given.
  private var current: MemberPiece?
  /// Bytes of its content that were given.
  private(set) var given = 0

  /// No piece yet. Pieces have a quarter of a block to a block, and less than eight blocks of content: at
  /// the usual size 64 to 256 KiB, and 2 MiB.
  init(_ help: any PieceInflating, _ engine: InflateEngine, blockSize: Int) {
    self.help = help
    self.engine = engine
    leastBytes = max(blockSize / 4, GzipHeader.fixedSize)
    mostBytes = blockSize
    mostContent = blockSize * 8
  }

  /// Begins pieces as long as there is room for them; the decoder is at `boundary`.
  mutating func begin(from boundary: Int64, _ input: inout RawInput) {
    if begun == 0 { next = boundary }
    while input.offset == next, next >= barrier, begun < help.room, let piece = cut(&input) {
      begun += 1
      next = piece.end
      help.begin(piece)
    }
  }

  /// Whether the first piece that was begun is sound, and is given next; no other was begun otherwise.
  mutating func finish() -> Bool {
    guard begun > 0 else { return false }
    begun -= 1
    let piece = help.finish()
    if piece.isSound {
      current = piece
      return true
    }
    help.cancel()
    begun = 0
    return false
  }

  /// Begins none before `offset`.
  mutating func stop(before offset: Int64) { barrier = offset }

  /// Appends content of the current piece until the output is full; the piece when that was all of it.
  mutating func give(_ output: inout OutputSpan<UInt8>) -> MemberPiece? {
    guard let piece = current else { return nil }
    let count = min(output.freeCapacity, piece.content.count - given)
    output.append(copying: piece.content.span, given..<given + count)
    given += count
    guard given == piece.content.count else { return nil }
    current = nil
    given = 0
    return piece
  }

  /// Takes a piece from the input, up to where a member may begin, or to the end. Nil where none begins
  /// here, and where it is too large: then the input stands somewhere behind.
  private func cut(_ input: inout RawInput) -> MemberPiece? {
    let offset = input.offset
    guard input.fill(atLeast: GzipHeader.fixedSize),
      GzipHeader.isLikely(input.buffer.span, at: input.position)
    else { return nil }
    var bytes: [UInt8] = []
    while bytes.count <= mostBytes {
      let start = min(input.end, input.position + max(0, leastBytes - bytes.count))
      let member = GzipHeader.firstLikely(in: input.buffer.span, start..<input.end)
      // The last bytes may begin a header that goes on behind the buffer.
      let end = member ?? max(input.position, input.end - GzipHeader.fixedSize + 1)
      take(end - input.position, from: &input, to: &bytes)
      if member != nil { break }
      guard input.fill(atLeast: GzipHeader.fixedSize) else {
        take(input.available.count, from: &input, to: &bytes)
        break
      }
    }
    if bytes.count > mostBytes { return nil }
    return MemberPiece(bytes, at: offset, engine, mostContent: mostContent)
  }

  private func take(_ count: Int, from input: inout RawInput, to bytes: inout [UInt8]) {
    bytes.append(input.buffer.span, input.position..<input.position + count)
    input.consume(count)
  }
}

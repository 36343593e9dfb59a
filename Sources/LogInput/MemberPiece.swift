/// Some members of a gzip file, to be inflated apart from those before them.
///
/// Where members begin and end can only be guessed without inflating all before them. So a piece counts
/// only if it is sound: from its first byte to its last, one whole, verified member after the other.
public struct MemberPiece: Sendable {
  /// Offset in the file of its first byte.
  let offset: Int64
  /// The bytes as they are in the file.
  let compressed: [UInt8]
  private let engine: InflateEngine
  private let mostContent: Int
  /// What it inflated to; empty before.
  private(set) var content: [UInt8] = []
  /// Length and CRC-32 of the content.
  private(set) var checksum = Checksum()
  /// How many members it holds, once inflated.
  private(set) var members = 0
  /// Whether it was inflated and counts.
  private(set) var isSound = false

  /// A piece that begins as a member does; it does not count where its content has `mostContent` bytes or
  /// more.
  init(_ compressed: [UInt8], at offset: Int64, _ engine: InflateEngine, mostContent: Int) {
    self.compressed = compressed
    self.offset = offset
    self.engine = engine
    self.mostContent = mostContent
  }

  /// Offset in the file of the first byte behind it.
  var end: Int64 { offset + Int64(compressed.count) }

  /// Inflates and verifies all of it, as a decoder does that comes from the members before.
  public mutating func inflate() {
    var input = RawInput(compressed, at: offset)
    var decoder = GzipDecoder(engine)
    decoder.boundary = offset
    var hasMore = false
    content.append(addingCapacity: mostContent) { output in
      hasMore = decoder.fill(&output, from: &input)
    }
    // Padding behind a member ends it, too, but only the file's end tells whether it is padding.
    isSound = !hasMore && decoder.damage == nil && decoder.boundary == end
    checksum = decoder.content
    members = decoder.members
  }
}

/// Whoever inflates pieces of one input while others of it are read; used by the reader's thread.
public protocol PieceInflating: AnyObject {
  /// Pieces that may be begun and not finished at once: 0 where all would only wait for their turn.
  var room: Int { get }

  /// Takes a piece that is wanted soon, behind those begun before.
  func begin(_ piece: MemberPiece)

  /// The first piece that was begun and neither finished nor cancelled, inflated.
  func finish() -> MemberPiece

  /// Forgets all pieces that were begun and not finished.
  func cancel()
}

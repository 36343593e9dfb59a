internal import Bytes

/// Reads one input as blocks of whole lines; used by one thread at a time.
///
/// Memory does not grow with the input, nor with its longest line.
public final class InputReader {
  /// Usual size of a block in bytes: fits a core's own cache, so that the parser finds it warm.
  public static let defaultBlockSize = 256 * 1024

  /// Longest line handed on, in bytes without LF: 1,048,576 and two more, so that a line of exactly
  /// 1 MiB keeps its CR and a longer one is still seen to be too long (SPEC section 2).
  public static let longestLine = 1_048_576 + 2

  /// What the input was; complete once `read(into:)` has returned false.
  public private(set) var summary = ContentSummary()

  /// Size up to which a block is filled, in bytes.
  let blockSize: Int
  /// What is read.
  var content: ContentStream
  /// Nil where the hash of what inflated is not wanted, or is that of the input.
  var contentHash: InputHash?
  /// Bytes after the last LF seen, which begin the next block.
  var tail: [UInt8] = []
  /// Where that line begins in the content, in bytes.
  var tailOffset: Int64 = 0
  /// Whether a byte order mark may still come.
  var isAtStart = true
  /// Number of the line that comes next.
  var nextLine = 1
  private var isAtEnd = false

  /// Opens an input and reads its first bytes; waits for a writer if it is a FIFO.
  ///
  /// Blocks are about `blockSize` bytes, 1 to 1,048,576; larger only for a line that is.
  /// What is read depends neither on the engine nor on `help`, which inflates members of a file ahead.
  /// `hashingContent` takes time and tells equal contents without reading them again.
  public init(
    opening source: InputSource, blockSize: Int = InputReader.defaultBlockSize,
    engine: InflateEngine = .preferred, help: (any PieceInflating)? = nil,
    hashingContent: Bool = false
  ) throws(MissingInput) {
    // A block that already has a line must be full before the next can grow beyond the longest.
    precondition((1...1_048_576).contains(blockSize), "block size outside 1 to 1,048,576")
    self.blockSize = blockSize
    content = try ContentStream(opening: source, hashing: true, engine: engine)
    contentHash = hashingContent && content.members > 0 ? InputHash() : nil
    if let help, source.kind == .file {
      content.inflateAhead(PiecesAhead(help, engine, blockSize: blockSize))
    }
  }

  /// Bytes of the input, as it is, read so far.
  public var bytesRead: Int64 { content.input.bytesRead }

  /// Fills `block` with the next lines in place of its own; false, and no lines, at the end.
  public func read(into block: inout LineBlock) -> Bool {
    block.bytes.removeAll(keepingCapacity: true)
    block.bytes.append(contentsOf: tail)
    // What follows a line that was passed over may hold whole ones; else it is the start of one.
    block.lineCount = LineFeeds.count(tail.span, 0..<tail.count)
    tail.removeAll(keepingCapacity: true)
    block.firstLine = nextLine
    if !isAtEnd {
      if fill(&block) { keepTail(of: &block) } else { finish(&block) }
    }
    nextLine += block.lineCount
    return block.lineCount > 0
  }

  /// The content has ended: a last line without LF counts, unless the input is damaged.
  private func finish(_ block: inout LineBlock) {
    isAtEnd = true
    summary.damage = content.damage
    if summary.damage != nil {
      keepTail(of: &block)
      summary.damage?.droppedBytes = content.content.count - tailOffset
      tail = []
    } else if let last = block.bytes.last, last != LineFeeds.byte {
      block.lineCount += 1
    }
    content.drain()
    summary.bytes = content.input.bytesRead
    summary.sha256 = content.input.sha256
    summary.members = content.members
    summary.contentBytes = content.content.count
    summary.contentSHA256 = contentHash?.hexadecimal
    summary.contentCRC32 = content.content.crc
    summary.readError = content.input.readError?.text
  }
}

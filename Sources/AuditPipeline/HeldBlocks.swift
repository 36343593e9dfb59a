internal import LogInput

/// Blocks of a stream that are held until its format is known, first in memory, then where that is allowed
/// in a temporary file.
struct HeldBlocks {
  /// Bytes that are held in memory: at most 4 MiB with one more block, which is a full one whose last line
  /// turned out to be the longest there is (SPEC section 2).
  private static let mostBytes =
    (4 << 20) - InputReader.defaultBlockSize - InputReader.longestLine

  private struct Stored {
    /// Without its bytes.
    var block: LineBlock
    var range: Range<Int64>
  }

  /// Why blocks could not be written or read again; those are lost.
  private(set) var failure: OutputError?
  private let directory: String?
  private var blocks: [LineBlock] = []
  private var bytes = 0
  private var file: SpillFile?
  private var stored: [Stored] = []
  private var position = 0

  /// Holds nothing; what does not fit in memory goes to a file without a name below `directory`, nil for
  /// nowhere.
  init(overflowingTo directory: String? = nil) {
    self.directory = directory
  }

  /// Whether a further block can be held.
  var hasRoom: Bool {
    failure == nil && (directory != nil || bytes < HeldBlocks.mostBytes)
  }

  /// How many blocks are held.
  var count: Int { blocks.count + stored.count - position }

  /// Holds a block behind the others.
  mutating func append(_ block: LineBlock) {
    guard let directory, bytes >= HeldBlocks.mostBytes else {
      bytes += block.bytes.count
      return blocks.append(block)
    }
    do throws(OutputError) {
      if file == nil { file = try SpillFile(in: directory) }
      try file?.write(block.bytes)
    } catch {
      failure = error
      return
    }
    let start = stored.last?.range.upperBound ?? 0
    var place = Stored(block: block, range: start..<start + Int64(block.bytes.count))
    place.block.bytes = []
    stored.append(place)
  }

  /// The first block that is left, which is held no more; nil where there is none, or after a failure.
  mutating func next() -> LineBlock? {
    if position < blocks.count {
      defer { position += 1 }
      return blocks[position]
    }
    let index = position - blocks.count
    guard failure == nil, index < stored.count, let file else { return nil }
    position += 1
    var block = stored[index].block
    do {
      block.bytes = try file.part(stored[index].range).read(stored[index].range.count)
    } catch {
      failure = error as? OutputError
      return nil
    }
    return block
  }
}

internal import Bytes

/// The beginning of a content, as who has seen it knows it again.
public struct ContentPrefix: Sendable, Equatable {
  /// Its length in bytes.
  public var bytes: Int64
  /// CRC-32 of these bytes (RFC 1952).
  public var crc32: UInt32

  /// A beginning of so many bytes.
  public init(bytes: Int64, crc32: UInt32) {
    self.bytes = bytes
    self.crc32 = crc32
  }

  /// The first `bytes` bytes of what `source` holds, or as many as there are. It must be a file, as others
  /// cannot be read again.
  public init(of source: InputSource, bytes: Int64) throws(MissingInput) {
    var content = try ContentStream(opening: source, hashing: false)
    var sum = Checksum()
    var piece: [UInt8] = []
    while sum.count < bytes, content.refill(&piece, atMost: bytes - sum.count) || !piece.isEmpty {
      sum.append(piece.span, 0..<piece.count)
    }
    self.init(bytes: sum.count, crc32: sum.crc)
  }
}

/// What a reader passed over because it was counted before.
public struct PassedContent: Sendable, Equatable {
  /// Lines that began in it.
  public var lines: Int
  /// Bytes behind it that end its last line, of which it held only the beginning; they are not given.
  public var restOfLineBytes: Int64
}

extension ContentStream {
  /// Puts the next bytes, at most a block, into `piece` in place of its own; false at the end, where some
  /// may have come all the same.
  mutating func refill(_ piece: inout [UInt8], atMost count: Int64) -> Bool {
    piece.removeAll(keepingCapacity: true)
    var hasMore = false
    let room = Int(min(count, Int64(InputReader.defaultBlockSize)))
    piece.append(addingCapacity: room) { output in
      hasMore = fill(&output)
    }
    return hasMore
  }
}

extension InputReader {
  /// Passes over the beginning of the content, which nobody has read yet, and over the rest of its last
  /// line where it ends inside one; lines behind it are numbered as if they had been read. Nil where the
  /// content begins otherwise: then this reader is of no use any more.
  ///
  /// `give` gets the bytes that are passed over, as whole lines.
  public func pass(
    over prefix: ContentPrefix, _ give: ((_ lines: [UInt8]) -> Void)? = nil
  ) -> PassedContent? {
    var sum = Checksum()
    var lines = WholeLines(give)
    var piece: [UInt8] = []
    var lineFeeds = 0
    var endsLine = true
    while sum.count < prefix.bytes {
      let hasMore = content.refill(&piece, atMost: prefix.bytes - sum.count)
      sum.append(piece.span, 0..<piece.count)
      lineFeeds += LineFeeds.count(piece.span, 0..<piece.count)
      if let last = piece.last { endsLine = last == LineFeeds.byte }
      lines.add(piece)
      if !hasMore { break }
    }
    guard ContentPrefix(bytes: sum.count, crc32: sum.crc) == prefix else { return nil }
    lines.finish()
    let passed = PassedContent(
      lines: lineFeeds + (endsLine ? 0 : 1), restOfLineBytes: endsLine ? 0 : dropLine())
    isAtStart = isAtStart && prefix.bytes == 0
    nextLine = passed.lines + 1
    return passed
  }

  /// Drops what comes up to the next LF and that; returns how many bytes stood before it.
  private func dropLine() -> Int64 {
    var dropped: Int64 = 0
    var piece: [UInt8] = []
    var hasMore = true
    while hasMore {
      hasMore = content.refill(&piece, atMost: Int64(blockSize))
      if let end = ByteSearch.first(LineFeeds.byte, in: piece.span, 0..<piece.count) {
        tail = Array(piece[(end + 1)...])
        tailOffset = content.position - Int64(tail.count)
        return dropped + Int64(end)
      }
      dropped += Int64(piece.count)
    }
    tailOffset = content.position
    return dropped
  }
}

/// Gives bytes that come in pieces as whole lines, without the byte order mark; nothing is kept where
/// nobody wants them.
private struct WholeLines {
  private let give: ((_ lines: [UInt8]) -> Void)?
  private var rest: [UInt8] = []
  private var isAtStart = true

  init(_ give: ((_ lines: [UInt8]) -> Void)?) { self.give = give }

  mutating func add(_ piece: [UInt8]) {
    guard let give else { return }
    rest += piece
    if isAtStart, rest.starts(with: InputReader.byteOrderMark) {
      rest.removeFirst(InputReader.byteOrderMark.count)
    }
    isAtStart = isAtStart && rest.count < InputReader.byteOrderMark.count
    if let last = ByteSearch.last(LineFeeds.byte, in: rest.span, 0..<rest.count) {
      give(Array(rest[...last]))
      rest.removeFirst(last + 1)
    } else if rest.count > InputReader.longestLine {
      // Longer than any line that is read: one byte stands for it.
      rest = [0x2D]
    }
  }

  mutating func finish() {
    if let give, !rest.isEmpty { give(rest) }
  }
}

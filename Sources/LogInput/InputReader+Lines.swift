internal import Bytes

/// How content becomes blocks of whole lines.
extension InputReader {
  /// UTF-8's, which is no part of the first line.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Appends content until the block is full and holds a line's end; false when content ended.
  func fill(_ block: inout LineBlock) -> Bool {
    while block.lineCount == 0 || block.bytes.count < blockSize {
      let start = block.bytes.count
      if start == Self.longestLine { return skipRestOfLine(&block) }
      // Past the block's size there is no LF yet, so it grows for this one line.
      let room =
        start < blockSize ? blockSize - start : min(blockSize, Self.longestLine - start)
      let hasMore = append(room, to: &block)
      block.lineCount += LineFeeds.count(block.bytes.span, start..<block.bytes.count)
      dropByteOrderMark(&block)
      if !hasMore { return false }
    }
    return true
  }

  /// Moves what follows the last LF out of the block, into `tail`.
  func keepTail(of block: inout LineBlock) {
    var start = 0
    if block.lineCount > 0,
      let last = ByteSearch.last(LineFeeds.byte, in: block.bytes.span, 0..<block.bytes.count)
    {
      start = last + 1
      tailOffset = content.position - Int64(block.bytes.count - start)
    }
    tail.append(contentsOf: block.bytes[start...])
    block.bytes.removeLast(block.bytes.count - start)
  }

  /// Reads on to the end of a line that already fills the block, keeping nothing of it.
  ///
  /// The line gets an LF if anything was dropped of it, even where the input ends without one.
  private func skipRestOfLine(_ block: inout LineBlock) -> Bool {
    let start = block.bytes.count
    var hasMore = true
    var isCut = false
    while hasMore {
      hasMore = append(blockSize, to: &block)
      let end = block.bytes.count
      if let lineFeed = ByteSearch.first(LineFeeds.byte, in: block.bytes.span, start..<end) {
        block.lineCount = LineFeeds.count(block.bytes.span, lineFeed..<end)
        block.bytes.removeSubrange(start..<lineFeed)
        return hasMore
      }
      isCut = isCut || end > start
      block.bytes.removeLast(end - start)
    }
    if isCut, content.damage == nil {
      block.bytes.append(LineFeeds.byte)
      block.lineCount = 1
    }
    return false
  }

  /// Appends up to `room` bytes of content; false when content ended.
  private func append(_ room: Int, to block: inout LineBlock) -> Bool {
    let start = block.bytes.count
    var hasMore = false
    block.bytes.append(addingCapacity: room) { output in
      hasMore = content.fill(&output)
    }
    contentHash?.append(block.bytes, start..<block.bytes.count)
    return hasMore
  }

  /// Removes the UTF-8 byte order mark at the start of the input.
  private func dropByteOrderMark(_ block: inout LineBlock) {
    guard isAtStart else { return }
    // A line shorter than the mark cannot begin with it, and what comes after is not the start.
    isAtStart = block.bytes.count < Self.byteOrderMark.count && block.lineCount == 0
    if block.bytes.starts(with: Self.byteOrderMark) {
      block.bytes.removeFirst(Self.byteOrderMark.count)
    }
  }
}

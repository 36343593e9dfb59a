internal import AccessLog
internal import LogInput

/// Decides the format of an input by its first lines (SPEC section 2, `auto`).
enum FormatChoice {
  /// Bytes of a stream that are held until its format is known: at most 4 MiB with one more block,
  /// which is a full one whose last line turned out to be the longest there is.
  private static let heldBytes =
    (4 << 20) - InputReader.defaultBlockSize - InputReader.longestLine

  /// What a file is taken for, which is opened and read from its start for this; `detector` has seen
  /// nothing yet.
  static func decision(
    for source: InputSource, _ detector: FormatDetector
  ) throws(MissingInput) -> FormatDecision {
    let reader = try InputReader(opening: source, blockSize: 64 * 1024)
    var detector = detector
    var block = LineBlock()
    while !detector.isDecided, reader.read(into: &block) { detector.add(block.bytes) }
    return detector.decision
  }

  /// What a stream is taken for, and the blocks that had to be read to tell.
  static func decision(
    for reader: InputReader, _ detector: FormatDetector
  ) -> (decision: FormatDecision, held: [LineBlock]) {
    var detector = detector
    var held: [LineBlock] = []
    var heldBytes = 0
    while !detector.isDecided, heldBytes < FormatChoice.heldBytes {
      var block = LineBlock()
      guard reader.read(into: &block) else { break }
      detector.add(block.bytes)
      heldBytes += block.bytes.count
      held.append(block)
    }
    return (detector.decision, held)
  }
}

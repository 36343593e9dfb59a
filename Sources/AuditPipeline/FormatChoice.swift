internal import AccessLog
internal import LogInput

/// Decides the format of an input by its first lines (SPEC section 2, `auto`).
enum FormatChoice {
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

  /// What a stream is taken for; `held` keeps the blocks that had to be read to tell.
  static func decision(
    for reader: InputReader, _ detector: FormatDetector, _ held: inout HeldBlocks
  ) -> FormatDecision {
    var detector = detector
    while !detector.isDecided, held.hasRoom {
      var block = LineBlock()
      guard reader.read(into: &block) else { break }
      detector.add(block.bytes)
      held.append(block)
    }
    return detector.decision
  }
}

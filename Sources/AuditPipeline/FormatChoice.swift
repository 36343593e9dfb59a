internal import AccessLog
internal import LogInput

/// Decides the format of an input by its first lines (SPEC section 2, `auto`).
struct FormatChoice {
  /// Bytes of a stream that are held until its format is known: at most 4 MiB with one more block,
  /// which is a full one whose last line turned out to be the longest there is.
  private static let heldBytes =
    (4 << 20) - InputReader.defaultBlockSize - InputReader.longestLine

  /// The format of a file, which is opened and read from its start for this.
  static func format(
    of source: InputSource, _ options: LineParser.Options
  ) throws(MissingInput) -> LogFormat {
    let reader = try InputReader(opening: source, blockSize: 64 * 1024)
    var detector = FormatDetector(options: options)
    var block = LineBlock()
    while !detector.isDecided, reader.read(into: &block) { detector.add(block.bytes) }
    return detector.format
  }

  /// The format of a stream and the blocks that had to be read to tell.
  static func format(
    of reader: InputReader, _ options: LineParser.Options
  ) -> (format: LogFormat, held: [LineBlock]) {
    var detector = FormatDetector(options: options)
    var held: [LineBlock] = []
    var heldBytes = 0
    while !detector.isDecided, heldBytes < FormatChoice.heldBytes {
      var block = LineBlock()
      guard reader.read(into: &block) else { break }
      detector.add(block.bytes)
      heldBytes += block.bytes.count
      held.append(block)
    }
    return (detector.format, held)
  }
}

internal import AccessLog
internal import LogInput

/// A block to be parsed.
struct ParseTask: Sendable {
  var block: LineBlock
  var input: Int
  var format: LogFormat
  /// What the lines above the block said; nil of formats in which lines do not rule others.
  var context: LineContext?
  /// Whether the input is a file, which can be read again.
  var isFile: Bool

  init(
    _ block: LineBlock, _ input: Int, _ format: LogFormat, _ context: LineContext?, isFile: Bool
  ) {
    self.block = block
    self.input = input
    self.format = format
    self.context = context
    self.isFile = isFile
  }
}

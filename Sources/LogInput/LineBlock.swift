/// Consecutive whole lines of one input.
///
/// A block is meant to be handed back to `InputReader.read(into:)`, which reuses its storage.
public struct LineBlock: Sendable {
  /// The lines, each ended by LF, but for the very last of an input, which may lack it.
  public var bytes: [UInt8] = []
  /// Number of the first line in its input, from 1.
  public var firstLine = 1
  /// Lines in the block; 0 only in a block that was not filled.
  public var lineCount = 0

  /// A block without lines.
  public init() {}
}

import Bytes
import LogInput
import Testing

/// Everything a reader gives of one input.
struct ReadResult: Equatable {
  var lines: [[UInt8]] = []
  var summary = ContentSummary()
  /// Largest block, in bytes.
  var largestBlock = 0
}

/// Reads an input to its end; a file by every engine, also with members inflated ahead, all of which must
/// give the same.
func read(
  _ source: InputSource, blockSize: Int = InputReader.defaultBlockSize
) throws -> ReadResult {
  let result = try read(source, blockSize: blockSize, .zlib)
  if source.kind == .file {
    for engine in InflateEngine.allCases {
      #expect(try read(source, blockSize: blockSize, engine) == result, "\(engine.name)")
      let help = PiecesInTurn()
      let ahead = try read(source, blockSize: blockSize, engine, help)
      #expect(ahead == result, "\(engine.name), members inflated ahead")
    }
  }
  return result
}

/// Reads an input to its end by one engine, checking on the way what holds for every block.
func read(
  _ source: InputSource, blockSize: Int, _ engine: InflateEngine, _ help: PiecesInTurn? = nil
) throws -> ReadResult {
  let reader = try InputReader(
    opening: source, blockSize: blockSize, engine: engine, help: help)
  var result = ReadResult()
  var block = LineBlock()
  var isUnfinished = false
  while reader.read(into: &block) {
    #expect(!isUnfinished, "only the very last line may lack its LF")
    #expect(block.firstLine == result.lines.count + 1)
    let lines = splitLines(block.bytes)
    #expect(block.lineCount == lines.count)
    isUnfinished = block.bytes.last != 0x0A
    result.lines += lines
    result.largestBlock = max(result.largestBlock, block.bytes.count)
  }
  #expect(block.bytes.isEmpty && block.lineCount == 0)
  #expect(!reader.read(into: &block), "the end stays the end")
  #expect(reader.bytesRead == reader.summary.bytes)
  result.summary = reader.summary
  return result
}

/// Reads bytes as an input.
func read(_ bytes: [UInt8], blockSize: Int = InputReader.defaultBlockSize) throws -> ReadResult {
  let scratch = try Scratch()
  return try read(try scratch.write(bytes), blockSize: blockSize)
}

/// Lines with their LF; slow and obvious.
func splitLines(_ bytes: [UInt8]) -> [[UInt8]] {
  var lines: [[UInt8]] = []
  var line: [UInt8] = []
  for byte in bytes {
    line.append(byte)
    if byte == 0x0A {
      lines.append(line)
      line = []
    }
  }
  return line.isEmpty ? lines : lines + [line]
}

/// The lines that SPEC section 2 keeps of a content, and the bytes that it drops.
func expectedLines(
  _ content: [UInt8], damaged: Bool
) -> (lines: [[UInt8]], droppedBytes: Int64) {
  var lines = splitLines(content)
  var dropped = 0
  if damaged, let last = lines.last, last.last != 0x0A {
    dropped = last.count
    lines.removeLast()
  }
  let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  if let first = lines.first, first.starts(with: mark) {
    lines[0] = [UInt8](first.dropFirst(mark.count))
    if lines[0].isEmpty { lines.removeFirst() }
  }
  return (lines, Int64(dropped))
}

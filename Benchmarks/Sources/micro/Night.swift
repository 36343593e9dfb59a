internal import AccessLog
internal import Bytes
internal import Foundation
internal import LimitCatalog
internal import LogInput
internal import LogSimulation

/// A simulated night in one file, as `quota-audit simulate` writes it.
struct Night {
  /// The gzip file.
  let log: InputSource
  /// The night's own policy.
  let policy: Policy
  /// What the file holds.
  let content: Content

  /// Writes the night below `folder` and reads it again.
  init(lines: Int, format: SimulationOptions.Format, below folder: URL) throws {
    let directory = folder.appendingPathComponent(format.rawValue).path
    let options = SimulationOptions(seed: 1, lines: lines, nodes: 1, format: format)
    let summary = try NightSimulation.write(options, to: directory) { _ in true }
    guard let name = summary.logs.first else { throw BenchmarkFault.unreadable(directory) }
    let path = name.hasPrefix("/") ? name : directory + "/" + name
    log = InputSource(path: ByteString(path), kind: .file)
    guard let yaml = FileManager.default.contents(atPath: directory + "/policy.yaml") else {
      throw BenchmarkFault.unreadable(directory)
    }
    policy = try Policy(yaml: [UInt8](yaml), fieldNames: LineParser.fieldNames)
    let reader = try InputReader(opening: log)
    var blocks: [LineBlock] = []
    var block = LineBlock()
    while reader.read(into: &block) {
      blocks.append(block)
      block = LineBlock()
    }
    content = Content(blocks: blocks)
  }
}

/// Blocks of whole lines.
struct Content {
  /// The lines in blocks of the size in which the program reads them.
  var blocks: [LineBlock] = []
  /// Size of all lines, in bytes.
  var bytes: Int { blocks.reduce(0) { $0 + $1.bytes.count } }

  /// Content of these blocks.
  init(blocks: [LineBlock]) { self.blocks = blocks }

  /// Content of lines that are not ended yet.
  init(lines: some Sequence<[UInt8]>) {
    var block = LineBlock()
    for line in lines {
      block.bytes += line
      block.bytes.append(0x0A)
      block.lineCount += 1
      guard block.bytes.count >= InputReader.defaultBlockSize else { continue }
      let next = block.firstLine + block.lineCount
      blocks.append(block)
      block = LineBlock()
      block.firstLine = next
    }
    if block.lineCount > 0 { blocks.append(block) }
  }
}

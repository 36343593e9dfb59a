/// Gives bytes of a file one after the other.
public protocol ByteSource: AnyObject {
  /// The next `count` bytes, or as many as there are.
  func read(_ count: Int) throws -> [UInt8]
}

/// Why a usage file is refused.
public enum UsageFileError: Error, Equatable {
  /// It does not begin as a usage file does.
  case noUsageFile
  /// A newer program wrote it.
  case newerVersion(Int)
  /// It ends before its end; where, in bytes.
  case truncated(offset: Int64)
  /// What stands at this offset is damaged, in bytes.
  case corrupt(offset: Int64)
}

/// Reads a usage file, one block at a time.
public final class UsageFileReader: RunSource {
  /// The text of the header.
  public let header: [UInt8]
  private(set) var inputs: InputNumbers
  /// Why the file was refused; nil while it was not. What was read of it counts no more then.
  public private(set) var failure: UsageFileError?
  /// Whether there may be entries of days.
  let hasDays: Bool
  private let source: any ByteSource
  private var offset: Int64
  private var blockOffset: Int64 = 0
  /// Where the block of the entry before the last one begins.
  private var givenOffset: Int64 = 0
  private var content: [UInt8] = []
  private var position = 0
  private var key: [UInt8] = []
  private var entries: UInt64 = 0
  private var isAtEnd = false

  /// Opens a usage file and reads its header; `inputs` are the numbers that the whole gives to the
  /// inputs of the file, nil for those it has. Throws `UsageFileError` and what `source` throws.
  public init(_ source: any ByteSource, inputs: (_ header: [UInt8]) throws -> [Int]?) throws {
    self.source = source
    let magic = UsageFileWriter.magic
    let start = try source.read(magic.count + 1)
    guard start.starts(with: magic) else { throw UsageFileError.noUsageFile }
    guard let version = start.dropFirst(magic.count).first else {
      throw UsageFileError.truncated(offset: Int64(start.count))
    }
    guard version > 0 else { throw UsageFileError.noUsageFile }
    guard version <= UsageFileWriter.newestVersion else {
      throw UsageFileError.newerVersion(Int(version))
    }
    hasDays = version >= 2
    offset = Int64(start.count)
    let block = try UsageFileReader.block(source, &offset)
    guard block.kind == .header else {
      throw UsageFileError.corrupt(offset: Int64(start.count))
    }
    header = block.content
    self.inputs = InputNumbers(numbers: try inputs(block.content))
  }

  /// Whether bytes are the start of a usage file of any version; `startSize` of them tell.
  public static func isStart(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: UsageFileWriter.magic)
  }

  /// How many bytes `isStart` looks at.
  public static let startSize = UsageFileWriter.magic.count

  /// Tells which numbers the whole gives to the inputs of the file, where that is known only now.
  public func renumberInputs(_ numbers: [Int]) { inputs = InputNumbers(numbers: numbers) }

  func blame(isTaken: Bool) {
    failure = failure ?? .corrupt(offset: isTaken ? givenOffset : blockOffset)
  }

  func next(_ entry: inout RunEntry) throws -> Bool {
    givenOffset = blockOffset
    do {
      return try read(&entry)
    } catch let error as UsageFileError {
      failure = error
      throw error
    }
  }

  private func read(_ entry: inout RunEntry) throws -> Bool {
    while position == content.count {
      if isAtEnd { return false }
      try readBlock()
    }
    let before = key
    do throws(UsageCorruption) {
      // The first key of a block stands whole.
      let longest = position == 0 ? 0 : key.count
      let shared = try number()
      let count = try number()
      guard shared <= longest, count <= content.count - position else { throw UsageCorruption() }
      key.removeSubrange(shared...)
      key.append(contentsOf: content[position..<position + count])
      position += count
      let size = try number()
      guard size <= content.count - position else { throw UsageCorruption() }
      entry.payload.removeAll(keepingCapacity: true)
      entry.payload.append(contentsOf: content[position..<position + size])
      position += size
    } catch {
      throw UsageFileError.corrupt(offset: blockOffset)
    }
    guard entries == 0 || ByteOrder.compare(before, key) < 0 else {
      throw UsageFileError.corrupt(offset: blockOffset)
    }
    entry.key = key
    entries += 1
    return true
  }

  private func readBlock() throws {
    blockOffset = offset
    let block = try UsageFileReader.block(source, &offset)
    switch block.kind {
    case .header: throw UsageFileError.corrupt(offset: blockOffset)
    case .entries:
      content = block.content
      position = 0
    case .end:
      let count = block.content.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      guard block.content.count == 8, count == entries else {
        throw UsageFileError.corrupt(offset: blockOffset)
      }
      guard try source.read(1).isEmpty else { throw UsageFileError.corrupt(offset: offset) }
      isAtEnd = true
      // Thousands of files that were read may be waiting for the last one.
      content = []
      position = 0
    }
  }

  private static func block(
    _ source: any ByteSource, _ offset: inout Int64
  ) throws -> UsageBlock {
    let start = offset
    let prefix = try source.read(UsageBlock.prefixSize)
    offset += Int64(prefix.count)
    guard prefix.count == UsageBlock.prefixSize else {
      throw UsageFileError.truncated(offset: offset)
    }
    guard let sizes = UsageBlock.sizes(prefix) else { throw UsageFileError.corrupt(offset: start) }
    let stored = try source.read(sizes.stored)
    offset += Int64(stored.count)
    guard stored.count == sizes.stored else { throw UsageFileError.truncated(offset: offset) }
    guard let block = UsageBlock(prefix, stored) else {
      throw UsageFileError.corrupt(offset: start)
    }
    return block
  }

  private func number() throws(UsageCorruption) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < content.count, shift < 63 {
      let byte = content[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(value) }
      shift += 7
    }
    throw UsageCorruption()
  }
}

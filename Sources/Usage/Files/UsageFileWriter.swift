/// Writes runs as a usage file: a magic number, a header, entries in blocks of about 256 KiB, an end.
///
/// Within a block an entry is: how many bytes of its key are those of the key before it, how many bytes
/// follow, these, the size of the payload, the payload (all numbers LEB128). The first key of a block
/// stands whole, so that every block can be read on its own.
public struct UsageFileWriter {
  /// What every usage file begins with: the name, a byte that is no text, the version.
  static let magic: [UInt8] = Array("quota-audit usage".utf8) + [0xFF]
  /// The newest version this program reads. It writes 1 where no days were counted, which older programs
  /// read, and 2 where they were, as these have no name for such entries.
  static let newestVersion: UInt8 = 2
  /// Content of a block in bytes, from which on it ends. Of temporary runs many are read at once, each
  /// through a block.
  private let blockSize: Int
  private let compressing: Bool
  private var content = UsageWriter()
  private var lastKey: [UInt8] = []
  private var entries: UInt64 = 0
  /// What is to be written next.
  public private(set) var output: [UInt8]

  /// A file with this header; `compressing` costs time and is not worth it for temporary files. Only one
  /// that has `days` may have entries of them.
  public init(header: [UInt8], compressing: Bool, days: Bool = false) {
    self.compressing = compressing
    blockSize = (compressing ? 256 : 64) * 1024
    output = UsageFileWriter.magic + [days ? UsageFileWriter.newestVersion : 1]
    output += UsageBlock(.header, header).encoded(compressing: compressing)
  }

  /// Adds the next entry; keys ascend.
  mutating func add(_ entry: RunEntry) {
    var shared = 0
    let longest = min(lastKey.count, entry.key.count)
    if !content.bytes.isEmpty {
      while shared < longest, lastKey[shared] == entry.key[shared] { shared += 1 }
    }
    content.write(count: shared)
    content.write(count: entry.key.count - shared)
    content.bytes.append(contentsOf: entry.key[shared...])
    content.write(count: entry.payload.count)
    content.bytes.append(contentsOf: entry.payload)
    lastKey = entry.key
    entries += 1
    if content.bytes.count >= blockSize { endBlock() }
  }

  /// Adds the next token; they ascend by digest, and nothing but tokens may follow.
  public mutating func add(_ token: CallerToken, _ trace: TokenTrace) {
    var entry = RunEntry(key: [UsageSection.token.rawValue])
    UsageKey.append(token.digest, to: &entry.key)
    var payload = UsageWriter()
    trace.write(to: &payload)
    entry.payload = payload.bytes
    add(entry)
  }

  /// Ends the file.
  public mutating func finish() {
    endBlock()
    let count = (0..<8).map { UInt8(truncatingIfNeeded: entries >> UInt64(8 * $0)) }
    output += UsageBlock(.end, count).encoded(compressing: false)
  }

  /// The bytes to be written next, which are forgotten here.
  public mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  private mutating func endBlock() {
    if content.bytes.isEmpty { return }
    output += UsageBlock(.entries, content.bytes).encoded(compressing: compressing)
    content.bytes.removeAll(keepingCapacity: true)
  }
}

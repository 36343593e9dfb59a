import Bytes
import TestSupport
import Testing

@testable import Usage

/// A run of entries that are there already.
final class ListedRun: RunSource {
  let inputs: InputNumbers
  private var rest: ArraySlice<RunEntry>

  init(_ entries: [RunEntry], inputs: [Int]? = nil) {
    rest = entries[...]
    self.inputs = InputNumbers(numbers: inputs)
  }

  func next(_ entry: inout RunEntry) -> Bool {
    guard let first = rest.popFirst() else { return false }
    entry = first
    return true
  }
}

/// Bytes that are a file.
final class ListedBytes: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  func read(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

extension RunEntry: Equatable {
  static func == (left: RunEntry, right: RunEntry) -> Bool {
    left.key == right.key && left.payload == right.payload
  }
}

extension RunSource {
  /// All entries that are left.
  func all() throws -> [RunEntry] {
    var entries: [RunEntry] = []
    var entry = RunEntry()
    while try next(&entry) { entries.append(entry) }
    return entries
  }
}

extension CollectedUsage {
  /// The usage as files.
  func files(_ count: Int = 1, header: [UInt8] = []) throws -> [[UInt8]] {
    var files = [[UInt8]](repeating: [], count: count)
    let headers = [[UInt8]](repeating: header, count: count)
    try write(headers: headers) { file, bytes in files[file] += bytes }
    return files
  }

  /// Adds a usage file.
  mutating func add(_ bytes: [UInt8], inputs: [Int]? = nil) throws {
    add(try UsageFileReader(ListedBytes(bytes)) { _ in inputs })
  }
}

/// The usage of a tally, which is taken apart.
func collected(_ tally: inout UsageTally) -> CollectedUsage {
  var usage = CollectedUsage(inputCount: tally.inputs.count)
  usage.add(FinishedTally(draining: &tally))
  return usage
}

/// The entries of a usage file as they stand in it.
func rawEntries(_ file: [UInt8]) throws -> [RunEntry] {
  try UsageFileReader(ListedBytes(file)) { _ in nil }.all()
}

/// A file of these entries; `blocks` are the entries of each block, in any order.
func usageFile(_ blocks: [[RunEntry]], count: Int? = nil, compressing: Bool = false) -> [UInt8] {
  var bytes = UsageFileWriter(header: Array("{}".utf8), compressing: compressing).output
  for block in blocks {
    var writer = UsageWriter()
    var last: [UInt8] = []
    for entry in block {
      let shared = zip(last, entry.key).prefix { $0 == $1 }.count
      writer.write(count: shared)
      writer.write(count: entry.key.count - shared)
      writer.bytes += entry.key[shared...]
      writer.write(count: entry.payload.count)
      writer.bytes += entry.payload
      last = entry.key
    }
    bytes += UsageBlock(.entries, writer.bytes).encoded(compressing: compressing)
  }
  let total = count ?? blocks.map(\.count).reduce(0, +)
  let end = (0..<8).map { UInt8(truncatingIfNeeded: total >> (8 * $0)) }
  return bytes + UsageBlock(.end, end).encoded(compressing: false)
}

/// The bytes of a payload.
func written(_ payload: some UsagePayload) -> [UInt8] {
  var writer = UsageWriter()
  payload.write(to: &writer)
  return writer.bytes
}

/// A payload from all of `bytes`.
func read<Payload: UsagePayload>(
  _ bytes: [UInt8], as type: Payload.Type = Payload.self, inputs: [Int]? = nil
) throws -> Payload {
  var reader = UsageBytes(bytes)
  let payload = try Payload(&reader, inputs: InputNumbers(numbers: inputs))
  guard reader.isAtEnd else { throw UsageCorruption() }
  return payload
}

/// The payload after it was written and read.
func reread<Payload: UsagePayload>(_ payload: Payload) throws -> Payload {
  try read(written(payload))
}

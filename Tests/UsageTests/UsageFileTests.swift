import TestSupport
import Testing

@testable import Usage

/// Usage files that are whole, and those that are not: each fault by its name and offset.
@Suite struct UsageFileTests {
  /// Entries of ascending keys that share much, some of them empty.
  private func drawEntries(_ random: inout SplitMix64, _ count: Int) -> [RunEntry] {
    var keys: Set<[UInt8]> = []
    while keys.count < count {
      keys.insert((0..<random.integer(0...9)).map { _ in random.pick([0, 1, 2]) })
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      RunEntry(key: key, payload: (0..<random.integer(0...20)).map { _ in random.pick([0, 7]) })
    }
  }

  private func blocks(_ entries: [RunEntry], _ random: inout SplitMix64) -> [[RunEntry]] {
    var blocks: [[RunEntry]] = [[]]
    for entry in entries {
      if random.chance(20) { blocks.append([]) }
      blocks[blocks.count - 1].append(entry)
    }
    return blocks
  }

  /// Reads to the end or the error.
  private func outcome(_ file: [UInt8]) -> (entries: [RunEntry], error: (any Error)?) {
    var entries: [RunEntry] = []
    do {
      let reader = try UsageFileReader(ListedBytes(file)) { _ in nil }
      var entry = RunEntry()
      while try reader.next(&entry) { entries.append(entry) }
      return (entries, nil)
    } catch {
      return (entries, error)
    }
  }

  private func expect(_ file: [UInt8], _ error: UsageFileError, _ note: String = "") {
    #expect(outcome(file).error as? UsageFileError == error, "\(note)")
  }

  @Test(arguments: [false, true]) func entriesComeBack(_ compressing: Bool) throws {
    var random = SplitMix64(seed: TestSeed.seed(46))
    for count in [0, 1, 2, 50, 400] {
      let entries = drawEntries(&random, count)
      var writer = UsageFileWriter(header: Array("{\"a\":1}".utf8), compressing: compressing)
      var file = writer.takeOutput()
      for entry in entries { writer.add(entry) }
      writer.finish()
      file += writer.takeOutput()
      #expect(writer.output.isEmpty)
      let reader = try UsageFileReader(ListedBytes(file)) { header in
        #expect(header == Array("{\"a\":1}".utf8))
        return nil
      }
      #expect(reader.header == Array("{\"a\":1}".utf8))
      #expect(try reader.all() == entries)
      #expect(try reader.all() == [])
      // However the entries are divided between blocks, also where some are empty.
      let divided = usageFile(blocks(entries, &random) + [[]], compressing: compressing)
      #expect(try rawEntries(divided) == entries)
    }
  }

  /// More than a block holds, and keys of which the first of each block has nothing before it.
  @Test(arguments: [false, true]) func filesOfSeveralBlocks(_ compressing: Bool) throws {
    let payload = [UInt8](repeating: 9, count: 1_000)
    let entries = (0..<1_500).map { index in
      RunEntry(key: [1, UInt8(index / 256), UInt8(index % 256)], payload: payload)
    }
    var writer = UsageFileWriter(header: [], compressing: compressing)
    var file = writer.takeOutput()
    var pieces = 0
    for entry in entries {
      writer.add(entry)
      if !writer.output.isEmpty { pieces += 1 }
      file += writer.takeOutput()
    }
    writer.finish()
    file += writer.takeOutput()
    #expect(pieces == (compressing ? 5 : 22))
    #expect(compressing ? file.count < 20_000 : file.count > 1_500_000)
    #expect(try rawEntries(file) == entries)
  }

  @Test(arguments: [false, true]) func everyCutIsNoticed(_ compressing: Bool) {
    var random = SplitMix64(seed: TestSeed.seed(47))
    let entries = drawEntries(&random, 60)
    let file = usageFile(blocks(entries, &random), compressing: compressing)
    for end in file.indices {
      let (found, error) = outcome(Array(file[..<end]))
      #expect(entries.starts(with: found))
      let expected: UsageFileError =
        end < UsageFileWriter.magic.count ? .noUsageFile : .truncated(offset: Int64(end))
      #expect(error as? UsageFileError == expected, "\(end)")
    }
    #expect(outcome(file).error == nil)
  }

  @Test(arguments: [false, true]) func everyChangedByteIsNoticed(_ compressing: Bool) {
    var random = SplitMix64(seed: TestSeed.seed(48))
    let entries = drawEntries(&random, 60)
    let file = usageFile(blocks(entries, &random), compressing: compressing)
    var unnoticed = 0
    for index in file.indices {
      for change in [1, 0x80, 0xFF, UInt8(random.integer(1...255))] {
        var damaged = file
        damaged[index] ^= change
        let (found, error) = outcome(damaged)
        #expect(entries.starts(with: found), "byte \(index)")
        switch error as? UsageFileError {
        case .truncated(let offset), .corrupt(let offset):
          #expect(offset >= 0 && offset <= file.count)
        case .newerVersion(let version):
          #expect(index == UsageFileWriter.magic.count && version > 1)
        case .noUsageFile: #expect(index <= UsageFileWriter.magic.count)
        case nil:
          // Bits that fill up the last byte of deflated data mean nothing.
          #expect(error == nil && compressing && found == entries, "byte \(index)")
          unnoticed += 1
        }
      }
    }
    #expect(unnoticed * 20 < file.count)
  }

  @Test func versions() {
    let file = usageFile([[RunEntry(key: [1], payload: [])]])
    let place = UsageFileWriter.magic.count
    for version in [3, 4, 255] as [UInt8] {
      var newer = file
      newer[place] = version
      expect(newer, .newerVersion(Int(version)))
      // What a newer version looks like behind its number is unknown.
      expect(Array(newer[...place]), .newerVersion(Int(version)))
    }
    var none = file
    none[place] = 0
    expect(none, .noUsageFile)
    expect([], .noUsageFile)
    expect(Array("10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\"".utf8), .noUsageFile)
  }

  @Test func ordersCountsAndEnds() {
    func entry(_ key: UInt8) -> RunEntry { RunEntry(key: [1, key], payload: [key]) }
    let header = UsageFileWriter(header: Array("{}".utf8), compressing: false).output.count
    let one = UsageBlock.prefixSize + 6
    expect(usageFile([[entry(2), entry(1)]]), .corrupt(offset: Int64(header)), "descending")
    expect(usageFile([[entry(2), entry(2)]]), .corrupt(offset: Int64(header)), "twice")
    expect(
      usageFile([[entry(2)], [entry(1)]]), .corrupt(offset: Int64(header + one)),
      "descending from block to block")
    expect(
      usageFile([[entry(2)], [entry(2)]]), .corrupt(offset: Int64(header + one)),
      "twice in two blocks")
    let whole = usageFile([[entry(1)], [entry(2)]])
    let end = Int64(header + 2 * one)
    for count in [0, 1, 3, -1] {
      expect(usageFile([[entry(1)], [entry(2)]], count: count), .corrupt(offset: end), "\(count)")
    }
    for trailing in [[0], [1, 2, 3], whole] as [[UInt8]] {
      expect(whole + trailing, .corrupt(offset: Int64(whole.count)), "trailing bytes")
    }
    expect(
      Array(whole.dropLast(22)) + UsageBlock(.end, [2]).encoded(compressing: false),
      .corrupt(offset: end), "an end of another size")
    let start = UsageFileWriter.magic.count + 1
    expect(
      Array(whole[..<header]) + UsageBlock(.header, []).encoded(compressing: false),
      .corrupt(offset: Int64(header)), "two headers")
    expect(
      Array(whole[..<start]) + whole[header...], .corrupt(offset: Int64(start)), "no header")
  }

  /// Blocks whose checksum is right, but which hold no entries.
  @Test func contentThatIsNoEntries() {
    let contents: [[UInt8]] = [
      [0], [0, 1], [0, 2, 1], [1, 1, 1, 0], [0, 1, 1], [0, 1, 1, 1], [0, 1, 1, 9, 0],
      [0x80], [0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1],
      Array(repeating: 0xFF, count: 30),
    ]
    let header = UsageFileWriter(header: Array("{}".utf8), compressing: false).output
    for content in contents {
      for compressing in [false, true] {
        let block = UsageBlock(.entries, content).encoded(compressing: compressing)
        expect(header + block, .corrupt(offset: Int64(header.count)), "\(content)")
      }
    }
    // The first key of a second block cannot lean on the first block.
    let second = UsageBlock(.entries, [1, 1, 9, 0]).encoded(compressing: false)
    let first = UsageBlock(.entries, [0, 1, 1, 0]).encoded(compressing: false)
    expect(header + first + second, .corrupt(offset: Int64(header.count + first.count)))
  }

  /// A size that a prefix tells is no reason to allocate it.
  @Test func hugeSizesAreRefused() {
    let header = UsageFileWriter(header: Array("{}".utf8), compressing: false).output
    func prefix(_ stored: [UInt8], _ content: [UInt8], method: UInt8) -> [UInt8] {
      [UsageBlock.Kind.entries.rawValue, method] + stored + content + [0, 0, 0, 0]
    }
    let (huge, small): ([UInt8], [UInt8]) = ([0xFF, 0xFF, 0xFF, 0xFF], [1, 0, 0, 0])
    for method in [0, 1] as [UInt8] {
      expect(header + prefix(huge, huge, method: method), .corrupt(offset: Int64(header.count)))
      expect(header + prefix(small, huge, method: method), .corrupt(offset: Int64(header.count)))
    }
    let large: [UInt8] = [0, 0, 0, 0x40]
    let end = Int64(header.count + UsageBlock.prefixSize)
    expect(header + prefix(large, large, method: 0), .truncated(offset: end))
    expect(header + prefix(small, large, method: 1) + [9], .corrupt(offset: Int64(header.count)))
  }
}

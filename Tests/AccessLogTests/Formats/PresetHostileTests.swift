import AccessLog
import Bytes
import Foundation
import Testing

/// Lines that nobody wrote: pieces of all fixtures, cut, joined and overwritten, under every
/// preset.
@Suite struct PresetHostileTests {
  @Test func nothingCrashesAndEveryLineIsCounted() throws {
    var generator = Generator(seed: 0xF04_3A75)
    let lines = try PresetTests.names.flatMap { try PresetTests.lines($0, "log") }.map {
      Array($0.utf8)
    }
    let marks = Array(" \t\"\"-:[]{}|#\\/,.=+0129\u{0}\r".utf8) + [0x80, 0xFF]
    let parsers = LogFormat.allCases.map { LineParser(format: $0) }
    for var parser in parsers {
      var block: [UInt8] = []
      var count = 0
      while count < 300 {
        var line = lines[Int.random(in: lines.indices, using: &generator)]
        let other = lines[Int.random(in: lines.indices, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: line = Array(line.prefix(Int.random(in: 0...line.count, using: &generator)))
        case 1: line = Array(line.suffix(Int.random(in: 0...line.count, using: &generator)))
        case 2:
          line = Array(line.prefix(Int.random(in: 0...line.count, using: &generator)))
          line += other.suffix(Int.random(in: 0...other.count, using: &generator))
        default:
          for _ in 0..<Int.random(in: 1...4, using: &generator) where !line.isEmpty {
            line[Int.random(in: line.indices, using: &generator)] =
              marks[Int.random(in: marks.indices, using: &generator)]
          }
        }
        block += line.map { $0 == 0x0A ? 0x20 : $0 } + [0x0A]
        count += 1
      }
      var batch = RecordBatch()
      batch.bytes = block
      parser.parse(&batch, firstLine: 1)
      let counts = batch.counts
      #expect(counts.lines == count)
      let malformed = counts.malformed.reduce(0, +)
      #expect(counts.records + counts.blank + counts.notes + malformed == count)
      for malformed in counts.firstMalformed { #expect(malformed.column >= 1) }
      let parsed = Parsed(batch: batch)
      for record in parsed.records { #expect(parsed.fields(record).hasPrefix("record\ttime=")) }
    }
  }

  /// Every prefix of every line of every fixture, under its own preset.
  @Test(arguments: PresetTests.names)
  func cutLines(_ preset: String) throws {
    let format = try #require(LogFormat.named(preset))
    var parser = LineParser(format: format)
    for line in try PresetTests.lines(preset, "log").prefix(6) {
      let bytes = Array(line.utf8)
      var batch = RecordBatch()
      batch.bytes = bytes.indices.flatMap { Array(bytes[..<$0]) + [0x0A] }
      parser.parse(&batch, firstLine: 1)
      #expect(batch.counts.lines == bytes.count)
    }
  }
}

import AccessLog
import Bytes
import Findings
import Testing

@testable import AuditPipeline

/// Pieces of one log that share lines are refused, and logs that merely look alike are not.
@Suite struct OverlapTests {
  private func overlap(_ body: () throws -> Void) throws -> InputOverlap {
    do {
      try body()
    } catch let error as InputOverlap {
      return error
    }
    return try #require(nil as InputOverlap?)
  }

  @Test(arguments: 1...2) func piecesOfOneNight(_ jobs: Int) throws {
    let folder = try Scratch()
    let first = try folder.write(lines(600), to: "a.log")
    let second = try folder.write(Gzip.member(Array(lines(600, from: 310).utf8)), to: "b.gz")
    let other = try folder.write(lines(300, from: 7200), to: "c.log")
    let found = try overlap {
      _ = try Night([first, second, other], RememberedInputs(), jobs: jobs)
    }
    #expect(found.path.text == first && found.other.text == second && found.run == nil)
    #expect(found.first.text == "2026-11-20T13:06:00Z")
    #expect(found.last.text == "2026-11-20T13:09:00Z")
    #expect(
      found.sentence == "\"\(first)\" and \"\(second)\" hold the same lines from "
        + "2026-11-20T13:06:00Z to 2026-11-20T13:09:00Z, and would be counted twice; "
        + "give one of them, or cut the lines out of one")
  }

  @Test func aPieceOfAnEarlierNight() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let known = try folder.write(lines(600), to: "a.log")
    _ = try Night([known], history)
    // A piece of it, more than it without its beginning, and the file with a line changed.
    var changed = Array(lines(900).utf8)
    changed[changed.count / 2] = 0x78
    changed[20] = 0x78
    for content in [Array(lines(300, from: 150).utf8), Array(lines(600, from: 300).utf8), changed] {
      let piece = try folder.write(content, to: "b.log")
      let found = try overlap { _ = try Night([piece], history) }
      #expect(found.path.text == piece && found.other.text == known && found.run == 1)
      #expect(
        found.sentence.hasPrefix("\"\(piece)\" holds lines that run 1 counted in \"\(known)\""))
    }
    #expect(history.run == 1)
  }

  /// A log goes on where the other one was cut, within a second of equal lines.
  @Test func piecesThatTouch() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let burst = String(repeating: line(600), count: 50)
    let first = try folder.write(lines(600) + burst, to: "a.log")
    let second = try folder.write(burst + lines(600, from: 601), to: "b.log")
    #expect(try Night([first], history).records == 650)
    #expect(try Night([second], history).records == 650)
    #expect(try Night([first, second], RememberedInputs()).records == 1300)
  }

  @Test func minutesInCommon() {
    func samples(_ hashes: [Int: UInt64]) -> [LineSample] {
      hashes.map { LineSample(minute: Int64($0.key), hash: $0.value) }.sorted()
    }
    let left = samples(Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, UInt64($0)) }))
    func shared(_ hashes: [Int: UInt64]) -> SharedMinutes? {
      SharedMinutes(left, samples(hashes))
    }
    #expect(shared([:]) == nil && shared([7: 7]) == nil && shared([7: 8, 8: 9]) == nil)
    #expect(shared([7: 7, 8: 8])?.first == 7 && shared([7: 7, 8: 8])?.last == 8)
    // Beyond the other's minutes nothing is common.
    #expect(shared([98: 98, 99: 99, 100: 0, 101: 1])?.last == 99)
    // Chance: two of fifty.
    var chance = Dictionary(uniqueKeysWithValues: (20..<70).map { ($0, UInt64(0)) })
    (chance[20], chance[69]) = (20, 69)
    #expect(shared(chance) == nil)
    for minute in 20..<45 { chance[minute] = UInt64(minute) }
    #expect(shared(chance)?.first == 20 && shared(chance)?.last == 69)
  }

  /// Samples are the same however the lines are divided between blocks and workers.
  @Test func samplesOfAnyOrder() throws {
    let text = (0..<400).map { line($0 * 37 % 4000) }
    var whole = MinuteSamples()
    whole.add(try parsed(text.joined(), firstLine: 1))
    var parts = [MinuteSamples(), MinuteSamples(), MinuteSamples()]
    for (index, line) in text.enumerated().reversed() {
      parts[index % 3].add(try parsed(line, firstLine: index + 1))
    }
    var merged = parts[1]
    merged.merge(parts[2])
    merged.merge(parts[0])
    #expect(merged.sorted == whole.sorted && whole.sorted.count > 60)
    // The first line of the first minute is the first line of all.
    let minute: Int64 = 20_777 * 1440 + 13 * 60
    #expect(whole.sorted.first?.minute == minute)
    #expect(MinuteSamples.first(of: try parsed(text[0], firstLine: 1)) == whole.sorted.first)
  }

  /// Of too many minutes the same ones are kept, in whatever order they come.
  @Test func thinnedSamples() throws {
    let text = (0..<120).map { line($0 * 60) }
    var whole = MinuteSamples(limit: 16)
    whole.add(try parsed(text.joined(), firstLine: 1))
    var reversed = MinuteSamples(limit: 16)
    var other = MinuteSamples(limit: 16)
    for (index, line) in text.enumerated().reversed() {
      let batch = try parsed(line, firstLine: index + 1)
      if index < 7 { other.add(batch) } else { reversed.add(batch) }
    }
    other.merge(reversed)
    #expect(other.sorted == whole.sorted)
    #expect((8...16).contains(whole.sorted.count))
    #expect(whole.sorted.allSatisfy { $0.minute % 8 == 0 })
  }

  private func parsed(_ text: String, firstLine: Int) throws -> RecordBatch {
    var batch = RecordBatch()
    batch.bytes = Array(text.utf8)
    var parser = LineParser(format: .extended)
    parser.parse(&batch, firstLine: firstLine)
    try #require(batch.counts.records == batch.counts.lines)
    return batch
  }
}

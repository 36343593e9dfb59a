import Bytes
import Findings
import Testing

@testable import RunHistory

/// Content is known again, and never recorded twice.
@Suite struct InputTests {
  @Test func contentIsKnownUnderAnyName() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      try history.record(Nights.record(0))
      try history.record(Nights.record(1))
      var expected = Nights.input(1, 1)
      let known = try #require(
        try history.input(contentBytes: expected.contentBytes, crc32: expected.crc32))
      expected.samples = []
      #expect(known.run == 2)
      #expect(known.input == expected)
      #expect(try history.input(contentBytes: expected.contentBytes, crc32: 7) == nil)
      #expect(try history.input(contentBytes: 7, crc32: expected.crc32) == nil)
    }
  }

  @Test func theLongestOfAPathComesFirst() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      var first = Nights.record(0)
      first.inputs = [Nights.input(0)]
      try history.record(first)
      var second = Nights.record(1)
      second.inputs = [Nights.input(1)]
      second.inputs[0].path = first.inputs[0].path
      second.inputs[0].continues = try history.inputs(atPath: first.inputs[0].path).first?.id
      try history.record(second)
      let known = try history.inputs(atPath: first.inputs[0].path)
      #expect(known.map(\.run) == [2, 1])
      #expect(known.map(\.input.continues) == [known[1].id, nil])
      #expect(try history.inputs(atPath: "logs/node0") == [])
    }
  }

  @Test func samplesComeWithInputsOfThePeriod() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<4 { try history.record(Nights.record(night)) }
      let touching = try history.inputsTouching(
        Period(first: Nights.time(2, -1), last: Nights.time(2)))
      #expect(
        touching.map(\.input) == [
          Nights.input(1), Nights.input(1, 1), Nights.input(2), Nights.input(2, 1),
        ])
    }
  }

  @Test func theSameContentIsRefused() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      try history.record(Nights.record(0))
      let before = try history.content()
      var again = Nights.record(1)
      again.inputs.append(Nights.input(0, 1))
      again.inputs[2].path = "copy.gz"
      let refusal = #expect(throws: HistoryRefusal.self) { try history.record(again) }
      #expect(refusal?.sentence.contains("has the content of \"copy.gz\" already") == true)
      again.inputs[2] = Nights.input(1, 1)
      #expect(throws: HistoryRefusal.self) { try history.record(again) }
      again.inputs[2] = Nights.input(1, 2)
      again.inputs[2].continues = 99
      #expect(throws: HistoryRefusal.self) { try history.record(again) }
      #expect(try history.content() == before)
    }
  }

  @Test func samplesAsBytes() throws {
    let samples = [
      LineSample(minute: .min, hash: 0), LineSample(minute: -1, hash: .max),
      LineSample(minute: 0, hash: 0x0102_0304_0506_0708), LineSample(minute: 29_000_000, hash: 9),
      LineSample(minute: .max, hash: 1),
    ]
    let bytes = SampleBlob.encoded(samples.reversed())
    #expect(SampleBlob.decoded(bytes) == samples)
    #expect(SampleBlob.encoded([LineSample(minute: 1, hash: 2)]) == [2, 2, 0, 0, 0, 0, 0, 0, 0])
    #expect(SampleBlob.decoded([]) == [])
    for count in 1..<bytes.count {
      // Cut behind a hash it is a shorter list, elsewhere none.
      if let cut = SampleBlob.decoded(Array(bytes.prefix(count))) {
        #expect(cut == Array(samples.prefix(cut.count)))
      }
    }
    #expect(SampleBlob.decoded(Array(repeating: 0xFF, count: 30)) == nil)
  }
}

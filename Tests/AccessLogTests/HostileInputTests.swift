import AccessLog
import Bytes
import Testing

@Suite struct HostileInputTests {
  func check(_ bytes: [UInt8], _ parser: inout LineParser) {
    var batch = RecordBatch()
    batch.bytes = bytes
    parser.parse(&batch, firstLine: 1)
    let counts = batch.counts
    let malformed = counts.malformed.reduce(0, +)
    #expect(counts.lines == counts.records + counts.blank + counts.notes + malformed)
    #expect(counts.records == batch.records.count)
    #expect(Array(batch.bytes.prefix(bytes.count)) == bytes)
    for record in batch.records {
      for slice in [
        record.client, record.host, record.method, record.target, record.referer, record.group,
        record.app, record.site, record.token, record.uri, record.origin, record.exceeded,
        record.account, record.error,
      ] {
        #expect(slice.end <= batch.bytes.count)
      }
      #expect(record.time >= Instant.earliest.milliseconds)
      #expect(record.time <= Instant.latest.milliseconds)
    }
    for observation in batch.observations {
      #expect(observation.subject.end <= batch.bytes.count && observation.subject.isPresent)
    }
  }

  @Test func fuzzedLines() {
    var generator = Generator(seed: 20_261_120)
    let seeds = LinesTests.sample(.extended) + [0x0A] + LinesTests.sample(.json) + [0x0A]
    let interesting = Array("\"\\[]{}:,= -\n\r\t\u{0}0x9eu/.TZ+".utf8) + [0xFF, 0xC3, 0x80, 0xED]
    var parsers = LogFormat.allCases.flatMap { format in
      TimestampMeaning.allCases.map { meaning in
        LineParser(
          format: format, options: LineParser.Options(timestamp: meaning, resources: resources))
      }
    }
    for _ in 0..<1500 {
      var bytes = seeds
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = interesting.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        case 3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        default:
          let end = min(bytes.count, place + Int.random(in: 1...40, using: &generator))
          bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
      }
      for index in parsers.indices { check(bytes, &parsers[index]) }
    }
  }

  @Test func randomBytes() {
    var generator = Generator(seed: 7)
    for format in LogFormat.allCases {
      var parser = LineParser(format: format, options: LineParser.Options(resources: resources))
      for size in 0..<300 {
        check((0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }, &parser)
        check(
          [UInt8](repeating: UInt8.random(in: 0...255, using: &generator), count: size), &parser)
      }
    }
  }

  @Test func everyPrefixOfASampleIsSafe() {
    for format in LogFormat.allCases {
      var parser = LineParser(format: format, options: LineParser.Options(resources: resources))
      let bytes = LinesTests.sample(format)
      for count in 0...bytes.count { check(Array(bytes.prefix(count)), &parser) }
    }
  }

  @Test func anyByteMayStandInAName() {
    let name = (UInt8.min...UInt8.max).filter { ![0x0A, 0x0D, 0x22, 0x5C].contains($0) }
    let bytes = Array(line(behind: #" site=""#).utf8) + name + Array("\"".utf8)
    let parsed = parse(bytes, .extended)
    #expect(parsed.bytes(parsed.records[0].site) == name)
  }

  @Test func longQuotedAndEscapedRuns() {
    let quotes = String(repeating: #"\""#, count: 200_000)
    #expect(tail("site=\"\(quotes)\"").only(\.site)?.count == 200_000)
    #expect(object("\"site\":\"\(quotes)\"").only(\.site)?.count == 200_000)
    let words = tail(String(repeating: "a=\" ", count: 200_000))
    #expect(words.counts.records == 1)
    #expect(tail(String(repeating: "x ", count: 400_000)).bad == 400_000)
    let same = object(String(repeating: #""site":"a","#, count: 80_000) + #""site":"b""#)
    #expect(same[\.site] == "b")
    let objects = object(String(repeating: #""request":{"uri":"/"},"#, count: 40_000) + #""x":1"#)
    #expect(objects[\.target] == "/")
  }
}

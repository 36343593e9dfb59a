import AccessLog
import Bytes
import Testing

@Suite struct LinesTests {
  @Test func endOfLines() {
    let parsed = extended(
      line() + "\r\n\n\r\n" + line(behind: "\r") + "\r\n" + line(behind: " x=y"))
    #expect(parsed.counts.lines == 5)
    #expect(parsed.counts.blank == 2)
    #expect(parsed.counts.records == 3)
    #expect(parsed.records.map(\.line) == [1, 4, 5])
    // One CR is dropped, the other belongs to the bytes field.
    #expect(parsed.bad == 1)
  }

  @Test func emptyBlocks() {
    #expect(extended("").counts == LineCounts())
    #expect(extended("\n").counts.lines == 1)
    #expect(extended("\r").counts.blank == 1)
    #expect(extended("\n\n").counts.blank == 2)
  }

  @Test func lineNumbersStartWhereTheBlockDoes() {
    let parsed = parse(Array((line() + "\nx\n" + line()).utf8), .extended, firstLine: 1000)
    #expect(parsed.records.map(\.line) == [1000, 1002])
    #expect(parsed.counts.firstMalformed.map(\.line) == [1001])
  }

  @Test(arguments: [LogFormat.extended, .json])
  func linesOver1MiBAreTooLong(_ format: LogFormat) {
    let start = format == .extended ? line(behind: " x=") : #"{"time":0,"status":200,"x":""#
    let end = format == .extended ? "" : "\"}"
    func filled(_ count: Int) -> [UInt8] {
      let fill = [UInt8](repeating: 0x78, count: count - start.utf8.count - end.utf8.count)
      return Array(start.utf8) + fill + Array(end.utf8)
    }
    let longest = LineParser.longestLine
    for ending in ["", "\n", "\r\n"] {
      #expect(parse(filled(longest) + Array(ending.utf8), format).counts.records == 1)
      let parsed = parse(filled(longest + 1) + Array(ending.utf8), format)
      #expect(parsed.reasons == [.tooLong])
      #expect(parsed.counts.firstMalformed.map(\.column) == [longest + 1])
    }
  }

  @Test func the20FirstMalformedLinesAreListed() {
    let parsed = extended(String(repeating: "x\n", count: 25))
    #expect(parsed.counts.malformed[MalformedReason.badLine.rawValue] == 25)
    #expect(parsed.counts.firstMalformed.map(\.line) == Array(1...20))
  }

  @Test func aBatchIsReused() {
    var parser = LineParser(format: .extended)
    var batch = RecordBatch()
    batch.bytes = Array((line(behind: #" site="\x41""#) + "\n" + "bad\n").utf8)
    parser.parse(&batch, firstLine: 1)
    #expect(batch.records.count == 1)
    batch.bytes = Array(line(behind: #" site="\x42""#).utf8)
    let size = batch.bytes.count
    parser.parse(&batch, firstLine: 3)
    #expect(batch.records.count == 1)
    #expect(batch.counts.malformed.allSatisfy { $0 == 0 })
    #expect(batch.bytes[batch.records[0].site.range] == [0x42])
    #expect(batch.bytes.count == size + 1)
  }

  /// A small log with a bit of everything.
  static func sample(_ format: LogFormat) -> [UInt8] {
    let lines =
      format == .extended
      ? [
        line(), line(request: #"GET /\"q\" HTTP/1.1"#, behind: #" "r" "a\\b" site="\x41" stray"#),
        "",
        "garbage", line(request: "-", status: "408"), line(status: "x"), "\r",
        line(request: "GET http://h HTTP/1.1", behind: " entities=taxonomy-depth:t:8,x limit=5"),
        line(time: "20/Nov/2026:13:01:07.5 +0100", behind: " duration=1 token=\"Bearer t\""),
      ]
      : [
        #"{"time":1795179600,"status":200,"site":"\u0041b"}"#, "", "nope", #"{"status":1}"#,
        #"{"resource":"taxonomy-depth","subject":"s\n","value":8}"#,
        #"{"log":"\#(line(behind: " site=x").replacing("\"", with: "\\\""))"}"#,
        #"{"log":{"time":0,"status":404,"target":"http://h","limit":[]}}"#,
        #"{"time":"2026-11-20T13:00:07Z","status":"200","entities":[{"resource":"taxonomy-depth","#
          + #""subject":"\"","value":1}]}"#,
      ]
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test(arguments: [LogFormat.json, .extended])
  func everySplitAtLineEndsGivesTheSame(_ format: LogFormat) {
    let bytes = LinesTests.sample(format)
    let whole = parse(bytes, format)
    #expect(whole.counts.records >= 4)
    let cuts = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    // Every set of cuts: 2^8 at most.
    for choice in 0..<(1 << cuts.count) {
      let chosen = cuts.indices.filter { choice >> $0 & 1 == 1 }
      var parser = LineParser(format: format, options: LineParser.Options(resources: resources))
      var counts = LineCounts()
      var described: [String] = []
      var start = 0
      for end in chosen.map({ cuts[$0] }) + [bytes.count] {
        var batch = RecordBatch()
        batch.bytes = Array(bytes[start..<end])
        parser.parse(&batch, firstLine: counts.lines + 1)
        described += Parsed(batch: batch).described
        counts.merge(batch.counts)
        start = end
      }
      #expect(counts == whole.counts)
      #expect(described.sorted() == whole.described.sorted())
    }
  }
}

extension Parsed {
  /// Every record and observation as text, for comparing batches whose places differ.
  var described: [String] {
    records.map { record in
      let texts: [ByteSlice] = [
        record.client, record.host, record.method, record.target, record.referer, record.group,
        record.app, record.site, record.token, record.uri, record.origin, record.exceeded,
        record.account, record.error,
      ]
      let numbers: [Int64] = [
        Int64(record.line), record.time, Int64(record.status), record.limit, record.remaining,
        record.reset, record.retryAfter, record.delay, record.items,
      ]
      return "\(numbers) \(texts.map { bytes($0) }) \(record.action) \(record.analytics)"
    } + batch.observations.map { "\($0.resource) \(bytes($0.subject)) \($0.value)" }
  }
}

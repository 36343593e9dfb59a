import AccessLog
import Bytes
import Testing

/// W3C extended log files: what `#` lines say, how words are read, and blocks that different
/// workers parse.
@Suite struct W3CTests {
  /// A file whose fields, date and software change.
  private static let file = """
    #Software: Microsoft Internet Information Services 10.0
    #Date: 2026-11-20 13:00:00
    #Fields: time c-ip cs-method cs-uri-stem cs-uri-query sc-status time-taken
    13:00:00 192.0.2.1 GET /a x=1 200 15
    13:00:01 192.0.2.1 GET /b#c - 200 15

    #Remark: nothing
    # Fields: this is none
    #FIELDS:\tdate time sc-status cs(Authorization) cs-uri
    2026-11-21 00:00:00 401 Bearer+t1 /c?d

    #Date:2026-11-22 10:00:00
    2026-11-21 00:00:01 204 - /#Fields:
    #Software: Other
    #Fields: time sc-status c-ip  time-taken \r
    10:00:00.1239 204 ::1 0.5\r
    10:00 204 ::1 0.5
    #Fields:
    10:00 204 ::1 0.5
    #Fields: x-timestamp sc-status
    1795179600 200
    """

  private func read(_ text: String, _ format: LogFormat = .w3c) -> Parsed {
    parse(Array(text.utf8), format)
  }

  @Test func everythingChangesInMidFile() {
    let parsed = read(Self.file)
    #expect(
      parsed.records.map {
        parsed.fields($0).split(separator: "\t").dropFirst().joined(separator: " ")
      }
        == [
          "time=2026-11-20T13:00:00Z status=200 client=192.0.2.1 method=GET target=/a?x=1",
          "time=2026-11-20T13:00:01Z status=200 client=192.0.2.1 method=GET target=/b#c",
          "time=2026-11-21T00:00:00Z status=401 target=/c?d token=t1",
          "time=2026-11-21T00:00:01Z status=204 target=/#Fields:",
          "time=2026-11-22T10:00:00.123Z status=204 client=::1",
          "time=2026-11-22T10:00:00Z status=204 client=::1",
          "time=2026-11-20T13:00:00Z status=200",
        ])
    #expect(parsed.reasons == [.badLine])
    #expect(parsed.counts.notes == 11)
    #expect(parsed.counts.blank == 2)
  }

  /// The file cut behind every line, each half by a parser of its own that has read other things.
  @Test func aFileMayBeSplitAnywhere() throws {
    let lines = Self.file.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      Array($0) + [0x0A]
    }
    let whole = parse(Array(lines.joined()), .w3c)
    let wanted = whole.records.map { whole.fields($0) }
    for cut in 0...lines.count {
      var context = LineContext()
      var fields: [String] = []
      var counts = LineCounts()
      var parser = LineParser(format: .w3c)
      var firstLine = 1
      for part in [lines[..<cut], lines[cut...]] {
        let block = Array(part.joined())
        var batch = RecordBatch()
        batch.bytes = block
        parser.parse(&batch, firstLine: firstLine, context: context)
        let parsed = Parsed(batch: batch)
        fields += parsed.records.map { parsed.fields($0) }
        counts.merge(parsed.counts)
        context.advance(over: block)
        firstLine += part.count
        // Another file in between leaves nothing behind.
        parser = LineParser(format: .w3c)
        batch.bytes = Array("#Fields: date time cs-uri\n#Date: 2001-01-01\n".utf8)
        parser.parse(&batch, firstLine: 1, context: LineContext())
      }
      #expect(fields == wanted, "cut behind line \(cut)")
      #expect(counts == whole.counts, "cut behind line \(cut)")
    }
  }

  @Test func contextsAreEqualWhereTheySayTheSame() {
    var one = LineContext()
    one.advance(over: Array("#Fields: time\n13:00\n#x\n".utf8))
    var other = LineContext()
    other.advance(over: Array("#fields:time \r\n".utf8))
    #expect(one == other)
    #expect(one != LineContext())
    one.advance(over: Array("a #Fields: date\n\n".utf8))
    one.advance(over: [])
    #expect(one == other)
  }

  /// A line too long to be read says nothing, neither to the parser nor to the reader.
  @Test func aLineThatIsTooLongSaysNothing() {
    let long = Array("#Fields: time sc-status ".utf8) + [UInt8](repeating: 0x78, count: 1 << 20)
    var context = LineContext()
    context.advance(over: long + [0x0A])
    #expect(context == LineContext())
    #expect(parse(long, .w3c).reasons == [.tooLong])
  }

  @Test func quotedWords() {
    let fields = "#Fields: date time sc-status x-group app cs(Referer)\n"
    let line = "\"2026-11-20\"  \"13:00:00\"\t\"200\" \"a \"\"b\"\"\" \"\" "
    #expect(read(fields + line + "\"x\"y\n")[\.referer] == "\"x\"y")
    #expect(read(fields + line + "\"x\" y\n").reasons == [.badLine])
    let parsed = read(fields + line + "\"\"\"\"\n")
    #expect(parsed[\.group] == "a \"b\"")
    #expect(parsed[\.app] == "")
    #expect(parsed[\.referer] == "\"")
    #expect(parsed.only(\.time) == base)
  }

  @Test(arguments: [
    ("Bearer+abc", "abc"), ("bearer+", ""), ("BEARER+a+b", "a+b"), ("Basic+dXNlcg==", ""),
    ("Digest+x", ""), ("Negotiate+x", ""), ("abc+def", "abc+def"), ("\"Bearer abc\"", "abc"),
    ("\"Bearer+a\"\"b\"", "a\"b"), ("-", ""),
  ])
  func blanksOfSchemesArePluses(_ value: String, _ token: String) {
    let parsed = read("#Fields: x-timestamp sc-status cs(authorization)\n1 200 \(value)\n")
    #expect(parsed[\.token] == token)
  }

  @Test(arguments: [
    ("x-group", "group=v"), ("group", "group=v"), ("X-Developer-Group", "group=v"),
    ("cs(X-Application)", "app=v"), ("app", "app=v"), ("cs(Host)", "host=v"), ("x-site", "site=v"),
    ("cs-host", "host=v"), ("token", "token=v"), ("x-exceeded", "exceeded=v"),
    ("sc(X-Knewton-Rate-Exceeded)", "exceeded=v"), ("cs(Origin)", "origin=v"), ("uri", "uri=v"),
    ("cs-uri-path", "target=v"), ("cs-method", "method=v"), ("x-unknown", ""), ("cs(Cookie)", ""),
    ("s-ip", ""), ("cs()", ""), ("x-", ""), ("x-forwarded-for", ""),
  ])
  func names(_ name: String, _ field: String) {
    let parsed = read("#Fields: x-timestamp sc-status \(name)\n1 200 v\n")
    let words = parsed.records.first.map { parsed.fields($0) }?.split(separator: "\t") ?? []
    #expect(words.dropFirst(3).joined(separator: " ") == field)
  }

  /// Of several names for one field the best one counts, also where another stands behind it.
  @Test func ranks() {
    let parsed = read(
      """
      #Fields: x-timestamp sc-status x-host-header cs-uri cs(Host) cs-uri-stem cs-uri-query cs-host
      1 200 a.example /whole?a=1 b.example /stem a=2 c.example
      1 200 - - b.example /stem a=2 c.example
      """)
    #expect(parsed.records.map { parsed.text($0.host) } == ["a.example", "b.example"])
    #expect(parsed.records.map { parsed.text($0.target) } == ["/whole?a=1", "/stem"])
  }

  /// Milliseconds under Microsoft's name, seconds else; taken off where times are those of the end.
  @Test(
    arguments: [
      ("#Software: Microsoft IIS\n", "time-taken", 1500), ("", "time-taken", 1_500_000),
      ("#Software: Zeus\n", "time-taken", 1_500_000), ("", "TimeTakenMS", 1500),
      ("", "duration", 1_500_000),
    ] as [(String, String, Int64)])
  func units(_ software: String, _ name: String, _ milliseconds: Int64) {
    let text = software + "#Fields: x-timestamp sc-status \(name)\n1795179600 200 1500\n"
    let parsed = parse(Array(text.utf8), .w3c, LineParser.Options(timestamp: .completion))
    #expect(parsed.only(\.time) == base - milliseconds)
  }

  @Test(arguments: [
    "2026-11-20 13:00:0", "2026-11-31 13:00:00", "2026-11-20 24:00:00", "2026-11-20 13:60:00",
    "2026-11-20 13:00:00.", "2026-11-20 -", "- 13:00:00", "20.11.2026 13:00:00", "2026-11-20 13",
    "2026-11-20 13:00:61", "2026-1-20 13:00:00", "x y",
  ])
  func badTimes(_ time: String) {
    #expect(read("#Fields: date time sc-status\n\(time) 200\n").reasons == [.badTime])
  }

  /// Empty values between two blanks or tabs, where the line has too few words otherwise.
  @Test func emptyValues() {
    let fields = "#Fields: date time cs-username c-ip sc-status\n"
    let blanks = read(fields + "2026-11-20 13:00:00  ::1 200\n")
    #expect(blanks[\.client] == "::1")
    let more = read(fields + "2026-11-20 13:00:00   user ::1 200\n")
    #expect(more[\.client] == "::1")
    let tabs = read(fields + "2026-11-20\t13:00:00\ta b c\t::1\t200\n")
    #expect(tabs[\.client] == "::1")
    #expect(read(fields + "2026-11-20\t13:00:00\t\t::1\t200\n")[\.client] == "::1")
    #expect(read(fields + "2026-11-20 13:00:00 ::1 200\n").reasons == [.badLine])
    #expect(read(fields + "2026-11-20 13:00:00 user ::1 200 \n")[\.client] == "::1")
  }

  /// The column of a bad time is that of its first half, whichever that is.
  @Test func theTimeMayStandBeforeTheDate() {
    let fields = "#Fields: sc-status time cs-method date\n"
    #expect(read(fields + "200 13:00:00 GET 2026-11-20\n").only(\.time) == base)
    let bad = read(fields + "200 13:00:00 GET 2026-13-20\n")
    #expect(bad.counts.firstMalformed == [MalformedLine(line: 2, column: 5, reason: .badTime)])
  }

  @Test func linesBeforeAnyFieldsAreNone() {
    #expect(read("2026-11-20 13:00:00 200\n").reasons == [.badLine])
    #expect(read("#Fields: sc-status\n200\n").reasons == [.badTime])
  }
}

import AccessLog
import Bytes
import Testing

/// Labels and values between tabs.
@Suite struct LabelledTests {
  private func read(_ pieces: String...) -> Parsed {
    let format = LogFormat.named("ltsv") ?? .json
    return parse(Array(pieces.joined(separator: "\t").utf8), format)
  }

  @Test(arguments: [
    "[20/Nov/2026:14:00:00 +0100]", "20/Nov/2026:13:00:00 +0000", "2026-11-20T13:00:00Z",
    "2026-11-20 13:00:00", "1795179600", "1795179600.0", "1795179600000",
  ])
  func times(_ time: String) {
    #expect(read("time:\(time)", "status:200").only(\.time) == base)
  }

  @Test(arguments: ["[]", "[", "", "-", "20 Nov 2026", "[2026-11-20T13:00:00Z", "12:00:00"])
  func badTimes(_ time: String) {
    #expect(read("time:\(time)", "status:200").reasons == [.badTime])
  }

  @Test func theLastOfALabelCounts() {
    let parsed = read(
      "time:1795179600", "status:500", "host:a", "status:200", "host:b", "uri:/x", "uri:-")
    #expect(parsed.only(\.status) == 200)
    #expect(parsed[\.client] == "b")
    #expect(parsed[\.target] == "")
  }

  @Test func piecesWithoutLabelAreBadFields() {
    let parsed = read(
      "no", "time:1795179600", "", "two words:x", "status:200", ":empty", "x:", "é:1")
    #expect(parsed.only(\.status) == 200)
    #expect(parsed.bad == 4)
  }

  @Test(arguments: [
    "words", "a b:c", "{\"time\":1}", "\t\t", "192.0.2.1 - - [20/Nov/2026:13:00:00",
  ])
  func linesOfOtherFormatsAreNone(_ line: String) {
    #expect(read(line).reasons == [.badLine])
  }

  @Test(
    arguments: [
      ("authorization:Bearer x", \Record.token, "x"), ("http_authorization:x", \.token, "x"),
      ("token:x", \.token, "x"), ("Origin:x", \.origin, "x"), ("vhost:x", \.host, "x"),
      ("client:x", \.client, "x"), ("host:x", \.client, "x"), ("target:x", \.target, "x"),
      ("uri:x", \.target, "x"), ("req:GET x HTTP/1.1", \.target, "x"),
      ("error:a:b", \.error, "a:b"),
      ("exceeded:\\x22x\\\\", \.exceeded, "\"x\\"), ("referer:x", \.referer, "x"),
      ("forwardedfor:x", \.client, ""), ("HOST:x", \.client, ""),
      ("x-developer-group:x", \.group, "x"),
    ] as [(String, any KeyPath<Record, ByteSlice> & Sendable, String)])
  func labels(_ piece: String, _ path: any KeyPath<Record, ByteSlice> & Sendable, _ value: String) {
    #expect(read("time:1795179600", "status:200", piece)[path] == value)
  }

  @Test(
    arguments: [
      ("reqtime:1.5", 1500), ("reqtime_microsec:1500000", 1500), ("duration:2", 2000),
      ("reqtime:-", 0), ("reqtime:1\treqtime_microsec:2000", 2),
    ] as [(String, Int64)])
  func durations(_ piece: String, _ milliseconds: Int64) {
    let parsed = parse(
      Array("time:1795179600\tstatus:200\t\(piece)".utf8), LogFormat.named("ltsv") ?? .json,
      LineParser.Options(timestamp: .completion))
    #expect(parsed.only(\.time) == base - milliseconds)
  }
}

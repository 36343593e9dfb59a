import Foundation
import Testing

/// Input that was written to hurt: nothing crashes, and everything skipped is counted.
@Suite struct HostileInputTests {
  private func report(_ content: Data, _ options: [String] = []) throws -> JSONValue {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", content)
    let outcome = try Program.run(["--out", scratch.path("out")] + options + [log])
    guard case .exit(0...2) = outcome.ending else {
      Issue.record("ended with \(outcome.ending): \(outcome.errorText)")
      return .null
    }
    return try scratch.report()
  }

  @Test(arguments: [("", 20), ("{\"a\": \"", 20), ("10.0.0.1 - - [", 100)])
  func longLinesAreMalformed(_ start: String, _ megabytes: Int) throws {
    var content = Data((Line.learn() + start).utf8)
    content.append(Data(repeating: UInt8(ascii: "x"), count: megabytes << 20))
    content.append(Data(("\n" + Line.learn()).utf8))
    let row = try report(content)["inputs"].elements[0]
    #expect(row["malformed"].text == "{\"too-long\":1}")
    #expect(row["records"].integer == 2)
    #expect(row["first_malformed"].elements[0]["line"].integer == 2)
  }

  /// 1024 members of a mebibyte of zeros: a gigabyte in one line, in a megabyte.
  @Test func gzipBombsAreOneLongLine() throws {
    let scratch = try Scratch()
    try scratch.write("zeros", Data(count: 1 << 20))
    _ = try Program.shell("gzip -9nc zeros >member", in: scratch.path)
    let member = try scratch.data("member")
    var bomb = Data()
    for _ in 0..<1024 { bomb.append(member) }
    #expect(bomb.count < 1_100_000)
    try scratch.write("bomb.gz", bomb)
    let outcome = try Program.run(["--out", scratch.path("out"), scratch.path("bomb.gz")])
    #expect(outcome.ending == .exit(2))
    let row = try scratch.report()["inputs"].elements[0]
    #expect(row["content_bytes"].integer == 1 << 30)
    #expect(row["members"].integer == 1024)
    #expect(row["malformed"].text == "{\"too-long\":1}")
  }

  @Test func zerosAreNoLines() throws {
    let zeros = Data(count: 100_000)
    let row = try report(zeros + Data("\n".utf8) + Data(Line.learn().utf8))["inputs"].elements[0]
    #expect(row["malformed"].text == "{\"bad-line\":1}")
    #expect(row["records"].integer == 1)
  }

  @Test func namesMayHoldZeros() throws {
    let log = Data(Line.learn("group=\"a\\x00b\" site=\"\\x00\"").utf8)
    #expect(try report(log)["groups"].elements[0]["group"].string == "a\u{0}b")
  }

  @Test func manyTokensAreManyTriples() throws {
    let count = 50_000
    let log = (0..<count).map { Line.knewton("token=token-number-\($0) uri=u") }.joined()
    let report = try report(Data(log.utf8))
    #expect(report["totals"]["triples"]["count"].integer == count)
    #expect(report["triples"].elements.count == 50)
    #expect(report["endpoints"].elements[0]["attempted"].integer == count)
  }

  @Test func manyEndpointsAreSummed() throws {
    let count = 3_000
    let log = (0..<count).map { index in
      // Letters only, so that no segment is taken for an id.
      let name = String(index, radix: 16).map { "\(Self.letters[$0.hexDigitValue ?? 0])" }.joined()
      return Line.learn(target: "/learn/api/public/v1/\(name)")
    }.joined()
    let endpoints = try report(Data(log.utf8))["endpoints"].elements
    #expect(endpoints.count == 1001)
    let more = endpoints.first { $0["endpoint"].string == "(more)" }
    #expect(more?["attempted"].integer == count - 1000)
  }

  private static let letters = Array("ghijklmnopqrstuv")

  @Test func anyBytesAreInput() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5 {
      var bytes = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }
      // Lines, and pieces of what a line looks like.
      for index in stride(from: 0, to: bytes.count, by: 97) {
        bytes[index] = Array("\n[]\" {}:\\=".utf8)[index % 10]
      }
      let content = Data(bytes)
      for format in ["auto", "extended", "json"] {
        let totals = try report(content, ["--format", format])["totals"]
        #expect(totals["lines"].integer != 0, "\(content.base64EncodedString())")
      }
    }
  }

  static let extremes = [
    Line.learn("reset=999999999999999999 limit=999999999999999999 remaining=999999999999999999"),
    Line.learn("limit=999999999999999999 remaining=0 reset=1"),
    Line.learn("retry_after=999999999999999999", status: 429),
    Line.learn("retry_after=691200", status: 429),
    Line.learn("retry_after=\"Fri, 31 Dec 9999 23:59:59 GMT\"", status: 429),
    Line.learn("duration=999999999999999999 limit=1000000000000000000"),
    Line.learn("entities=taxonomy-depth:t:999999999999999999,taxonomy-depth::1,:::,taxonomy-depth"),
    Line.knewton("token=alpha items=999999999999999999", request: "POST /v0/batch"),
    Line.knewton("token=alpha delay=86400000 delay=-1 exceeded="),
    Line.knewton(
      "token=alpha",
      request: "POST /v0/registrations/1/metrics/active-time/rows"
        + "?page_size=999999999999999999&from=0001-01-01&to=9999-12-31&taxon_id=,,,&=&&%&%zz=%"),
    Line.learn().replacing("2026", with: "0001"),
    Line.learn().replacing("2026", with: "9999").replacing("+0000", with: "-2359"),
    Line.learn().replacing("2026", with: "1969").replacing("+0000", with: "+2359"),
    "{\"time\": 999999999999999999, \"status\": 200}\n",
    "{\"time\": 1e308, \"status\": 200}\n{\"time\": -1, \"status\": 999}\n",
    "{\"time\": 0, \"status\": 200, \"duration\": 1e400, \"request\": \"GET /learn/api/x HTTP/1.1\"}\n",
  ]

  @Test(arguments: extremes)
  func extremesAreCountedLikeAnyOther(_ lines: String) throws {
    let scratch = try Scratch()
    let policy = try scratch.write("p.yaml", "timestamp: completion\ngroups: {g: {sites: 1}}\n")
    for options in [[], ["--policy", policy]] {
      for log in [lines, Line.learn() + lines] {
        let totals = try report(Data(log.utf8), options)["totals"]
        let read = log.split(separator: "\n").count
        #expect(totals["lines"].integer == read)
      }
    }
  }

  @Test func quotasMayBeHuge() throws {
    let scratch = try Scratch()
    let most = "999999999999999999"
    let policy = try scratch.write(
      "p.yaml",
      "warn_at: 100\nlearn: {calls_per_day: \(most), sites: \(most), retry_episode: \(most)}\n"
        + "knewton: {requests_per_second: \(most), endpoints: {account-current: \(most)}}\n")
    let log = Line.calls(10) + Line.knewton("token=alpha") + Line.knewton("")
    let report = try report(Data(log.utf8), ["--policy", policy])
    #expect(report["findings"].elements == [])
  }
}

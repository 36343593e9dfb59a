import AccessLog
import Bytes
import Testing

@Suite struct FieldValueTests {
  @Test(arguments: ["limit", "remaining", "reset", "items", "retry_after", "delay"])
  func integersAre1To18Digits(_ name: String) {
    let path: [String: KeyPath<Record, Int64>] = [
      "limit": \.limit, "remaining": \.remaining, "reset": \.reset, "items": \.items,
      "retry_after": \.retryAfter, "delay": \.delay,
    ]
    guard let field = path[name] else { return }
    for (text, value) in [("0", 0), ("007", 7), ("12345", 12_345)] as [(String, Int64)] {
      #expect(tail("\(name)=\(text)").only(field) == value)
      #expect(object("\"\(name)\":\"\(text)\"").only(field) == value)
    }
    let longest = tail("\(name)=999999999999999999")
    #expect(longest.only(field) == (name == "delay" ? -1 : 999_999_999_999_999_999))
    for text in ["1234567890123456789", "-1", "+1", "1.0", "1e3", "x", "1x", "\u{0661}"] {
      let parsed = tail("\(name)=\(text)")
      #expect(parsed.only(field) == -1, "\(text)")
      #expect(parsed.bad == 1, "\(text)")
    }
    for text in ["-", ""] {
      #expect(tail("\(name)=\(text)").only(field) == -1)
      #expect(tail("\(name)=\(text)").bad == 0)
    }
    #expect(object("\"\(name)\":1.0").bad == 1)
    #expect(object("\"\(name)\":true").bad == 1)
    #expect(object("\"\(name)\":null").bad == 0)
  }

  @Test func delaysAreAtMostADay() {
    #expect(tail("delay=86400000").only(\.delay) == 86_400_000)
    #expect(tail("delay=86400001").only(\.delay) == -1)
    #expect(tail("delay=86400001").bad == 1)
  }

  @Test func badFieldsOfMalformedLinesDoNotCount() {
    #expect(extended(line(status: "x", behind: " stray limit=x")).bad == 0)
    #expect(extended(line(time: "x", behind: " entities=a:b:c")).batch.observations.isEmpty)
  }

  @Test func unknownWordsAreAbsentNotBad() {
    let words: [(String, GoalAction)] = [
      ("assign", .assign), ("unassign", .unassign), ("Assign", .unknown), ("assigns", .unknown),
      ("unassigned", .unknown), ("x", .unknown), ("-", .unknown),
    ]
    for (word, action) in words { #expect(tail("action=\(word)").only(\.action) == action) }
    let flags: [(String, Flag)] = [
      ("1", .yes), ("true", .yes), ("0", .no), ("false", .no), ("True", .unknown),
      ("yes", .unknown),
      ("2", .unknown), ("truex", .unknown), ("falsefalse", .unknown), ("01", .unknown),
    ]
    for (word, flag) in flags {
      let parsed = tail("analytics=\(word)")
      #expect(parsed.only(\.analytics) == flag, "\(word)")
      #expect(parsed.bad == 0)
    }
    #expect(object(#""analytics":true"#).only(\.analytics) == .yes)
    #expect(object(#""analytics":0"#).only(\.analytics) == .no)
  }

  @Test(arguments: [
    ("t", "t"), ("Bearer t", "t"), ("bEaReR   t  ", "t"), ("  t  ", "t"), ("Bearer", ""),
    ("Bearer -", ""), ("Bearer ", ""), ("Bearert", "Bearert"), ("Basic dXNlcg==", ""),
    ("BASIC x", ""),
    ("Basic", ""), ("Digest a=\\\"b\\\"", ""), ("negotiate YII", ""),
    ("Negotiatx YII", "Negotiatx YII"),
    ("Basics x", "Basics x"), ("Token t", "Token t"), ("Bearer a b", "a b"), ("NTLM x", "NTLM x"),
    (" ", ""), ("Bearer Bearer t", "Bearer t"), ("digestx", "digestx"),
  ])
  func tokens(_ text: String, _ token: String) {
    #expect(tail("token=\"\(text)\"")[\.token] == token)
    #expect(object("\"token\":\"\(text)\"")[\.token] == token)
  }

  @Test func durationsAreTakenOffCompletionTimes() {
    let completion = LineParser.Options(timestamp: .completion)
    let cases: [(String, Int64, Int)] = [
      ("2", 2000, 0), ("0.250", 250, 0), ("61.0019", 61_001, 0), ("0.0009", 0, 0), ("0", 0, 0),
      ("x", 0, 1), ("-1", 0, 1), (".5", 0, 1), ("1.", 0, 1), ("1e3", 0, 1), ("1,5", 0, 1),
      ("-", 0, 0),
    ]
    for (text, milliseconds, bad) in cases {
      let behind = " duration=\(text)"
      let parsed = extended(line(time: "20/Nov/2026:13:00:00.5 +0000", behind: behind), completion)
      #expect(parsed.only(\.time) == base + 500 - milliseconds, "\(text)")
      #expect(parsed.bad == bad, "\(text)")
      let arrival = extended(line(behind: behind))
      #expect(arrival.only(\.time) == base)
      #expect(arrival.bad == bad)
    }
  }

  @Test func aDurationThatReachesBeforeTheYear0IsABadTime() {
    let completion = LineParser.Options(timestamp: .completion)
    for text in ["999999999999999999", "9223372036854775", "9223372036854775.999", "99999999999"] {
      let parsed = extended(line(behind: " duration=\(text)"), completion)
      #expect(parsed.reasons == [.badTime], "\(text)")
      #expect(extended(line(behind: " duration=\(text)")).counts.records == 1)
    }
  }

  @Test func retryAfterMayBeADate() {
    func retryAfter(_ text: String, _ options: LineParser.Options? = nil) -> (Int64?, Int) {
      let parsed = extended(
        line(
          time: "20/Nov/2026:13:00:10.900 +0000",
          behind: " duration=5.5 retry_after=\"\(text)\""), options)
      return (parsed.only(\.retryAfter), parsed.bad)
    }
    #expect(retryAfter("Fri, 20 Nov 2026 13:01:00 GMT") == (50, 0))
    #expect(retryAfter("Fri, 20 Nov 2026 13:00:11 GMT") == (1, 0))
    #expect(retryAfter("Fri, 20 Nov 2026 13:00:10 GMT") == (-1, 0))
    #expect(retryAfter("Thu, 19 Nov 2026 13:00:10 GMT") == (-1, 0))
    #expect(retryAfter("Fri, 20 Nov 2026 13:00:60 GMT") == (49, 0))
    // The arrival is 13:00:05.400.
    #expect(
      retryAfter("Fri, 20 Nov 2026 13:01:00 GMT", LineParser.Options(timestamp: .completion))
        == (55, 0))
  }

  @Test(arguments: [
    "Fri, 20 Nov 2026 13:01:00", "Fri, 31 Feb 2026 13:01:00 GMT", "20 Nov 2026 13:01:00 GMT",
    "Fri, 20 Nov 2026 13:01:00 UTC", "Fri 20 Nov 2026 13:01:00 GMTx",
    "fri, 20 Nov 2026 13:01:00 GMT",
    "Fri, 20-Nov-2026 13:01:00 GMT", "Friday, 20-Nov-26 13:01:00 GMT", "Fri Nov 20 13:01:00 2026",
    "Fri, 20 Nov 2026 24:01:00 GMT", "Fri, 20 Nov 2026 13:01:61 GMT", "Fri",
    "Fri, 2x Nov 2026 13:01:00 GMT",
  ])
  func otherDatesAreBad(_ text: String) {
    let parsed = tail("retry_after=\"\(text)\"")
    #expect(parsed.only(\.retryAfter) == -1)
    #expect(parsed.bad == 1)
  }

  @Test func aDateBefore1970CountsInWholeSecondsToo() {
    let parsed = extended(
      line(
        time: "31/Dec/1969:23:59:58.500 +0000",
        behind: " retry_after=\"Thu, 01 Jan 1970 00:00:00 GMT\""))
    #expect(parsed.only(\.retryAfter) == 2)
  }

  @Test(arguments: [
    ("taxonomy-depth:t:8", ["t"], 0), ("taxonomy-depth:t:8,includes-per-goal:u:1", ["t", "u"], 0),
    ("taxonomy-depth:a:b:c:8", ["a:b:c"], 0), ("nonsense:x:1,taxonomy-depth:t:8", ["t"], 1),
    ("taxonomy-depth:t", [], 1), ("taxonomy-depth", [], 1), ("taxonomy-depth::8", [], 1),
    ("taxonomy-depth:-:8", [], 1), ("taxonomy-depth:t:", [], 1), ("taxonomy-depth:t:x", [], 1),
    ("taxonomy-depth:t:8,", ["t"], 1), (",", [], 2), (":", [], 1), ("::", [], 1), ("-", [], 0),
    ("Taxonomy-depth:t:8", [], 1), ("taxonomy-depth:t:1234567890123456789", [], 1),
    ("taxonomy-depth:t:-1", [], 1),
  ])
  func entitiesOfTails(_ text: String, _ subjects: [String], _ bad: Int) {
    for parsed in [tail("entities=\(text)"), object("\"entities\":\"\(text)\"")] {
      #expect(parsed.batch.observations.map { parsed.text($0.subject) } == subjects, "\(text)")
      #expect(parsed.bad == bad, "\(text)")
      #expect(parsed.counts.records == 1)
    }
  }

  @Test func escapedEntities() {
    let parsed = tail(#"entities="taxonomy-depth:a\"b:8,includes-per-goal:\x41 c:9""#)
    #expect(parsed.batch.observations.map { parsed.text($0.subject) } == ["a\"b", "A c"])
    #expect(parsed.batch.observations.map(\.value) == [8, 9])
    #expect(parsed.batch.observations.map(\.resource) == [0, 1])
  }

  @Test(arguments: [
    (#"[]"#, [], 0), (#"[{"resource":"taxonomy-depth","subject":"t","value":8}]"#, ["t"], 0),
    (#" [ {"value":"8","subject":"\u0074","resource":"taxonomy-depth","x":[{}]} , 5 ] "#, ["t"], 1),
    (#"[{"resource":"nonsense","subject":"t","value":8}]"#, [], 1),
    (#"[{"resource":"taxonomy-depth","subject":"t","value":8.0}]"#, [], 1),
    (#"[{"resource":"taxonomy-depth","subject":"","value":8}]"#, [], 1),
    (#"[{"resource":"taxonomy-depth","value":8}]"#, [], 1), (#"[{}]"#, [], 1),
    (#"[[],"x",null,true,{"resource":"taxonomy-depth","subject":"t","value":1}]"#, ["t"], 4),
    (#"{}"#, [], 1), ("5", [], 1), ("null", [], 0), (#""""#, [], 0),
    (#"[{"resource":"x","resource":"taxonomy-depth","subject":"t","value":1}]"#, ["t"], 0),
  ])
  func entitiesOfObjects(_ value: String, _ subjects: [String], _ bad: Int) {
    let parsed = object("\"entities\":\(value)")
    #expect(parsed.batch.observations.map { parsed.text($0.subject) } == subjects, "\(value)")
    #expect(parsed.bad == bad, "\(value)")
  }
}

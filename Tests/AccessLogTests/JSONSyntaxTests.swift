import AccessLog
import Bytes
import Testing

@Suite struct JSONSyntaxTests {
  /// Lines that hold the value under a key nobody knows.
  func around(_ value: String) -> Parsed { object(#""x":\#(value)"#) }

  @Test(arguments: [
    "0", "-0", "12", "-1.5", "1e5", "1E+5", "1e-5", "0.0e0", "true", "false", "null", #""""#,
    #""\"\\\/\b\f\n\r\t\u00e9""#, #""\ud800""#, #""\uD83D\uDE00""#, "[]", "{}", "[1,[],{}]",
    #"{"a":{"b":[{"c":null}]}}"#, " [ 1 , 2 ] ", "\t{ \"a\" : 1 }\r", "\"\u{7F}\u{FFFF}\"",
  ])
  func accepted(_ value: String) {
    #expect(around(value).counts.records == 1, "\(value)")
  }

  @Test(arguments: [
    "", "01", "-", "+1", ".5", "1.", "1e", "1e+", "1.e5", "- 1", "1 2", "0x1", "NaN", "tru",
    "truex",
    "True", "nul", "falsy", #"""#, #""a"#, #""\x41""#, #""\u12""#, #""\u12G4""#, #""\"#, #""\u"#,
    "\"\u{1}\"", "\"\t\"", "'a'", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "}", "{,}",
    #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{1:1}"#, #"{"a":1 "b":2}"#, #"{"a"::1}"#,
    "[}", "{]", "[1}", #"{"a":1]"#, "1,", "//", "\u{FEFF}1", "\u{C}", "\u{A0}1",
  ])
  func refused(_ value: String) {
    #expect(around(value).reasons == [.badJSON], "\(value)")
  }

  @Test(arguments: [
    "not json at all", "{", "[]", "1", "null", #""text""#, "[{}]", " ", "{}}", "{} {}", "{},",
    "{}x",
    "\u{0}", "{}\u{0}", "\u{0}{}", "{\u{0}}",
  ])
  func lineIsOneObject(_ text: String) {
    #expect(json(text).reasons == [.badJSON])
  }

  @Test func blanksAroundAreAllowed() {
    let parsed = json(" \t{\"time\" : \"2026-11-20T13:00:00Z\" , \"status\":\t200 }\r \r\n")
    #expect(parsed.only(\.time) == base)
    #expect(parsed.only(\.status) == 200)
  }

  @Test func nestingIsAtMost512Deep() {
    func nested(_ depth: Int, _ open: String, _ close: String) -> Parsed {
      // The line's own object is the first level.
      around(
        String(repeating: open, count: depth - 1) + "1" + String(repeating: close, count: depth - 1)
      )
    }
    #expect(nested(512, "[", "]").counts.records == 1)
    #expect(nested(513, "[", "]").reasons == [.badJSON])
    #expect(nested(512, #"{"a":"#, "}").counts.records == 1)
    #expect(nested(513, #"{"a":"#, "}").reasons == [.badJSON])
  }

  @Test func endlessNestingDoesNotOverflow() {
    for open in ["[", #"{"a":"#, #"[{"":"#] {
      #expect(json(String(repeating: open, count: 100_000)).reasons == [.badJSON])
    }
  }

  @Test func everyPrefixIsBad() {
    let whole = Array(#"{"time":1795179600,"status":200,"x":[{"a":"\u00e9\\"},-1.5e3,null]}"#.utf8)
    for count in 1..<whole.count {
      #expect(parse(Array(whole.prefix(count)), .json).reasons == [.badJSON], "\(count) bytes")
    }
    #expect(parse(whole, .json).counts.records == 1)
  }

  @Test func everyByteInATextIsKeptButControls() {
    for byte in UInt8.min...UInt8.max {
      let line = Array(#"{"time":0,"status":200,"site":"a"#.utf8) + [byte] + Array(#"b"}"#.utf8)
      let parsed = parse(line, .json)
      if byte == 0x0A {
        #expect(parsed.counts.lines == 2)
      } else if byte < 0x20 || byte == 0x22 || byte == 0x5C {
        // A quote ends the text too early; a backslash makes `\b`, which is an escape.
        #expect(parsed.counts.records == (byte == 0x5C ? 1 : 0), "byte \(byte)")
      } else {
        #expect(parsed.bytes(parsed.records[0].site) == [0x61, byte, 0x62], "byte \(byte)")
      }
    }
  }

  @Test(arguments: [
    (#"\u0041\u00e9\u20ac"#, "A\u{E9}\u{20AC}"), (#"\ud83d\ude00x"#, "\u{1F600}x"),
    (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"),
    (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"),
    (#"\ud83dx"#, "\u{FFFD}x"), (#"\ud83d\n"#, "\u{FFFD}\n"),
    (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
    (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"a\/b\"c\\d\te"#, "a/b\"c\\d\te"),
    (#"\b\f\n\r"#, "\u{8}\u{C}\n\r"),
    (#"\u0000"#, "\u{0}"), (#"\\u0041"#, "\\u0041"), (#"\uDBFF\uDFFF"#, "\u{10FFFF}"),
  ])
  func escapesAreUndone(_ text: String, _ expected: String) {
    #expect(object(#""site":"\#(text)""#)[\.site] == expected)
  }

  @Test func columnTellsWhereReadingStopped() {
    #expect(json(#"{"time":0,"status":2x}"#).counts.firstMalformed.map(\.column) == [21])
    #expect(json("{}}").counts.firstMalformed.map(\.column) == [3])
    #expect(json("nope").counts.firstMalformed.map(\.column) == [1])
  }
}

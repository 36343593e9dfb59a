import Bytes
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test(arguments: [
    ("", #""""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("\u{80}\u{9B}\u{9F}\u{A0}", "\"\\u0080\\u009b\\u009f\u{A0}\""), ("é日😀", #""é日😀""#),
    ("a\u{FEFF}", "\"a\u{FEFF}\""), ("<script>\u{202E}", "\"<script>\u{202E}\""),
  ])
  func escapes(name: String, json: String) {
    // By bytes: texts are equal when only their normalisation differs.
    #expect(Array(text { $0.value(name) }.utf8) == Array((json + "\n").utf8))
    #expect(Array(text { $0.value(ByteString(name)) }.utf8) == Array((json + "\n").utf8))
  }

  @Test func bytesThatAreNotTextBecomeReplacements() {
    // FF, a lead byte without its tail, and a C1 control as a bare byte: one each.
    #expect(text { $0.value(ByteString([0x61, 0xFF, 0xC3, 0x28, 0x9B])) } == "\"a��(�\"\n")
  }

  @Test func integersAreWrittenWhole() {
    #expect(text { $0.value(Int.min) } == "-9223372036854775808\n")
    #expect(text { $0.value(Int64(999_999_999_999_999_999)) } == "999999999999999999\n")
    #expect(text { $0.value(0) } == "0\n")
  }

  @Test func emptyContainersStayOnOneLine() {
    let written = text { writer in
      writer.object { writer in
        writer.key("a")
        writer.list([Int]()) { $0.value($1) }
        writer.counts("b", [:])
        writer.field("c", Int?.none)
        writer.key("d")
        writer.list([[1, 2], []]) { writer, row in writer.list(row) { $0.value($1) } }
      }
    }
    let expected = """
      {
        "a": [],
        "b": {},
        "c": null,
        "d": [
          [
            1,
            2
          ],
          []
        ]
      }

      """
    #expect(written == expected)
  }

  @Test func countsAreSortedByName() {
    let written = text { writer in
      writer.object { $0.counts("m", ["429": 1, "200": 2, "1000": 3]) }
    }
    let keys = written.split(separator: "\"").filter { $0.first?.isNumber == true }
    #expect(keys == ["1000", "200", "429"])
  }
}

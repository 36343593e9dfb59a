import Bytes
import Testing

@testable import AccessLog

@Suite struct LineExplanationTests {
  /// `name=text` of every field, a token as `name=?`.
  func fields(_ line: String, _ format: LogFormat) -> [String] {
    format.explain(line: Array(line.utf8)).fields.map { value in
      value.name + "=" + (value.isSecret ? "?" : String(decoding: value.text, as: UTF8.self))
    }
  }

  @Test func anAccessLineWithATail() {
    let text = line(behind: #" "-" "a\"b" group=acme token="secret""#)
    #expect(
      fields(text, .extended) == [
        "time=20/Nov/2026:13:00:00 +0000", "client=10.0.0.1", "request=GET / HTTP/1.1",
        "status=200", "bytes=12", "agent=a\"b", "group=acme", "token=?",
      ])
  }

  @Test func anObjectAndAnEnvelope() {
    let object = #"{"time":"2026-11-20T13:00:00Z","status":200,"app":"a\nb"}"#
    let expected = ["time=2026-11-20T13:00:00Z", "status=200", "app=a\nb"]
    #expect(fields(object, .json) == expected)
    let escaped = object.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    #expect(fields("{\"x\":1,\"message\":\"\(escaped)\"}", .json) == expected)
  }

  @Test func outcomes() throws {
    let format = try LogFormat(declaration: "nginx:$msec $status \"$request\"")
    #expect(
      format.explain(line: Array("1795179600 200 \"-\"".utf8)).outcome
        == .record(Instant(milliseconds: base)))
    #expect(
      format.explain(line: Array("1795179600 200 x".utf8)).outcome
        == .malformed(.badLine, column: 17))
    #expect(
      format.explain(line: Array("yesterday 200 \"-\"".utf8)).outcome
        == .malformed(.badTime, column: 1))
    #expect(format.explain(line: []).outcome == .blank)
    #expect(
      LogFormat.json.explain(line: Array(#"{"resource":"a","subject":"b","value":1}"#.utf8)).outcome
        == .note)
  }

  @Test func everyDirectiveOfAProgram() throws {
    let program = try LineProgram.compile("apache:%h [%{%F}t] %>s %{ms}T")
    let line = Array("h [2026-11-20] 200 5x".utf8)
    let explained = program.explain(line)
    #expect(
      explained.values.map(\.directive) == ["%h", "%{%F}t", "%{%F}t", "%{%F}t", "%>s", "%{ms}T"])
    #expect(
      explained.values.map(\.field) == ["client", "time", "time", "time", "status", "duration"])
    #expect(explained.values.map { Array(line[$0.value]) }[0] == [0x68])
    #expect(explained.stop == nil)
    #expect(program.explain(Array("h [2026".utf8)).stop == 7)
  }
}

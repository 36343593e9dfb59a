import AccessLog
import Testing

/// Where a line with a wrong time or status is wrong.
struct ColumnTests {
  private func columns(_ format: LogFormat, _ lines: String...) -> [Int] {
    parse(Array(lines.joined(separator: "\n").utf8), format).counts.firstMalformed.map(\.column)
  }

  @Test func atTheValue() throws {
    let format = try LogFormat(declaration: "nginx:$status|$time_local|$request")
    #expect(columns(format, "", "200|yesterday|GET / HTTP/1.1", "2000|-|x") == [5, 9])
    #expect(columns(.json, #"{"status":2000,"time":0}"#) == [11])
  }

  /// The bytes of a value whose escapes were undone are not in the line: the column is behind its end,
  /// in whatever line of the block it is.
  @Test func behindTheLineWhereEscapesWereUndone() {
    for before in ["", String(repeating: "\n", count: 500)] {
      #expect(columns(.json, before + #"{"status":200,"time":"\u0041"}"#) == [31])
      #expect(columns(.json, before + #"{"status":"\u0041","time":0}"#) == [29])
    }
  }
}

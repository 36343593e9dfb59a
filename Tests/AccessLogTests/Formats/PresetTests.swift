import AccessLog
import Bytes
import Foundation
import Testing

/// Every preset on its fixture: the log and what each of its lines gives in
/// `fixtures/formats/<preset>`.
///
/// `expected` has one line per line of `log`: `record` and its fields, `note`, `blank` or the
/// reason why it is malformed, tabs between. All fields of a record are listed, so that nothing
/// else is read.
@Suite struct PresetTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("fixtures/formats")

  /// The presets, as a user names them.
  static let names =
    LogFormat.extendedNames
    + LogFormat.allCases.map(\.name).filter { $0 != "json" && $0 != "extended" }

  /// The lines of a file of a fixture, the last one ended like all others.
  static func lines(_ preset: String, _ file: String) throws -> [Substring] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("\(preset)/\(file)"), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test func everyPresetHasAFixture() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(folders) == Set(Self.names))
  }

  @Test func namesAreFound() {
    for name in Self.names { #expect(LogFormat.named(name) != nil, "\(name)") }
    #expect(LogFormat.named("combined") == .extended)
    #expect(LogFormat.named("nginx") == nil)
    #expect(LogFormat.allCases.prefix(3) == [.json, .w3c, .extended])
    for format in LogFormat.allCases {
      #expect(!format.summary.isEmpty && !format.summary.hasSuffix("."), "\(format.name)")
    }
  }

  @Test(arguments: names)
  func everyLineGivesItsFields(_ preset: String) throws {
    let format = try #require(LogFormat.named(preset))
    let log = try Self.lines(preset, "log")
    let expected = try Self.lines(preset, "expected")
    #expect(log.count >= 20)
    #expect(log.count == expected.count)
    var parser = LineParser(format: format, options: LineParser.Options(resources: resources))
    for (number, (line, wanted)) in zip(log, expected).enumerated() {
      var batch = RecordBatch()
      batch.bytes = Array(line.utf8) + [0x0A]
      parser.parse(&batch, firstLine: number + 1)
      #expect(Parsed(batch: batch).outcome == wanted, "\(preset), line \(number + 1)")
    }
    #expect(expected.contains { !$0.hasPrefix("record\t") }, "malformed neighbours are among them")
  }

  /// All lines at once give the same records as line by line.
  @Test(arguments: names)
  func blocksGiveTheSameRecords(_ preset: String) throws {
    let format = try #require(LogFormat.named(preset))
    let log = try Self.lines(preset, "log").joined(separator: "\n")
    let parsed = parse(Array(log.utf8), format)
    let expected = try Self.lines(preset, "expected").filter { $0.hasPrefix("record\t") }
    #expect(parsed.records.map { parsed.fields($0) } == expected.map { String($0) })
  }

  /// What `auto` takes the first lines of each fixture for, before those of other servers: mostly
  /// the preset itself.
  @Test(arguments: names)
  func detection(_ preset: String) throws {
    // What others read as well, they get: the order of the SPEC, then that of the list.
    let earlier = [
      "combined": "extended", "common": "extended", "vhost_combined": "extended",
      "cloudfront": "w3c",
    ]
    var detector = FormatDetector()
    let lines = try Self.lines(preset, "log").prefix(12)
    detector.add(Array(lines.joined(separator: "\n").utf8))
    #expect(detector.format.name == earlier[preset] ?? preset)
  }
}

extension Parsed {
  /// What became of the only line.
  var outcome: String {
    if let reason = reasons.first { return reason.name }
    if counts.blank == 1 { return "blank" }
    if counts.notes == 1 { return "note" }
    return records.first.map { fields($0) } ?? "nothing"
  }

  /// The fields of a record that are there.
  func fields(_ record: Record) -> String {
    let texts: [(String, ByteSlice)] = [
      ("client", record.client), ("host", record.host), ("method", record.method),
      ("target", record.target), ("referer", record.referer), ("group", record.group),
      ("app", record.app), ("site", record.site), ("token", record.token), ("uri", record.uri),
      ("origin", record.origin), ("exceeded", record.exceeded), ("account", record.account),
      ("error", record.error),
    ]
    let numbers: [(String, Int64)] = [
      ("limit", record.limit), ("remaining", record.remaining), ("reset", record.reset),
      ("retry_after", record.retryAfter), ("delay", record.delay), ("items", record.items),
    ]
    let status = String(record.status)
    var words = ["record", "time=" + Instant(milliseconds: record.time).text]
    words.append("status=" + String(repeating: "0", count: 3 - status.count) + status)
    for (name, slice) in texts where slice.isPresent { words.append("\(name)=\(text(slice))") }
    for (name, number) in numbers where number >= 0 { words.append("\(name)=\(number)") }
    return words.joined(separator: "\t")
  }
}

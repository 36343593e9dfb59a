import Bytes
import Foundation
import Testing

@testable import AccessLog

/// The cases of the Python package apachelogs, where they lie beside the package.
@Suite struct ApacheCorpusTests {
  typealias Object = [String: Any]

  /// Cases that expect what this product does not do, by format and entry.
  static let outOfScope = [
    #"%u | """#: "the empty user, which Apache logs as \"\", is taken as logged; no check reads it",
    "%200{%Y-%m-%d}t | 2019-05-06": dateOnly,
    "%{%Y%n%m%t%d}t | 2019 05 19": dateOnly,
    "%{%Y%n%m%t%d}t | 2019 \t 05 \n 19": dateOnly,
    "%{%Y%n%m%t%d}t | 20190519": dateOnly,
  ]
  private static let dateOnly = "no time is expected of a date alone; here it is its midnight"

  static func cases(_ name: String) throws -> [Object] {
    guard let folder = SharedCorpusTests.folder("corpus/formats/apachelogs") else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    let cases = try JSONSerialization.jsonObject(with: data) as? [Object]
    #expect(cases?.isEmpty == false, "\(name)")
    return cases ?? []
  }

  /// What an expected value looks like in a line; nil for one that is absent.
  static func text(_ value: Any?) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    default: nil
    }
  }

  /// Milliseconds of `{"$datetime": ...}`, without a zone as of UTC.
  static func instant(_ value: Any?) -> Int64? {
    guard let text = (value as? Object)?["$datetime"] as? String else { return nil }
    var clock = Clock()
    let bytes = Array(text.utf8)
    return clock.time(bytes.span, 0, bytes.count)
  }

  /// The time that a line gives, nil where it gives none.
  static func time(_ program: LineProgram, _ line: [UInt8]) -> Int64? {
    var fields = RawFields()
    guard program.run(line.span, 0, line.count, into: &fields) == nil, fields.has(.time) else {
      return nil
    }
    if fields[.time].form == .instant { return fields.instant }
    var clock = Clock()
    return clock.time(line.span, Int(fields[.time].start), Int(fields[.time].end))
  }

  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    LogText.append(bytes.span, 0, bytes.count, to: &text)
    // The cases hold bytes as Latin-1 letters.
    return String(String.UnicodeScalarView(text.map { UnicodeScalar($0) }))
  }

  @Test(arguments: ["test_parse.test_parse", "test_parse_custom_time.test_parse_custom_time"])
  func everyDirectiveAndTime(_ name: String) throws {
    for row in try ApacheCorpusTests.cases(name) {
      let format = try #require(row["fmt"] as? String)
      let entry = try #require(row["entry"] as? String)
      if ApacheCorpusTests.outOfScope["\(format) | \(entry)"] != nil { continue }
      let program = try LineProgram.compile("apache:" + format)
      let line = Array(entry.utf8)
      let explained = program.explain(line)
      #expect(explained.stop == nil, "\(format) | \(entry)")
      let expected = try #require(row["fields"] as? Object)
      let directives = try #require(expected["directives"] as? Object)
      for (directive, value) in directives {
        let found = explained.values.filter { $0.directive == directive }
        let texts = found.map { ApacheCorpusTests.unescaped(line[$0.value]) }
        ApacheCorpusTests.compare(directive, value, texts, "\(format) | \(entry)")
      }
      let keys = ["request_time", "original_request_time", "final_request_time"]
        .flatMap { [$0, "begin_" + $0, "end_" + $0, "original_end_request_time"] }
      let times = keys.compactMap { ApacheCorpusTests.instant(expected[$0]) }
      let time = ApacheCorpusTests.time(program, line)
      #expect(time == times.first, "\(format) | \(entry)")
    }
  }

  /// Compares the texts of a directive with the value it should have.
  static func compare(_ directive: String, _ value: Any, _ texts: [String], _ label: String) {
    guard let last = texts.last else {
      // One dash stands for all parts of a conditional time; the path tells of the query behind it.
      let isPart = directive.hasSuffix("}t") && (value is NSNull)
      let isJoined = directive == "%U" || directive == "%q"
      #expect(isPart || isJoined, "\(directive) in \(label)")
      return
    }
    if value is NSNull {
      #expect(last == "-" || last.isEmpty, "\(directive) in \(label)")
    } else if let number = value as? NSNumber {
      let radix = directive.lowercased().contains("hextid") ? 16 : 10
      #expect(
        Int64(last.trimmingCharacters(in: .whitespaces), radix: radix) == number.int64Value,
        "\(directive) in \(label)")
    } else if let text = value as? String {
      #expect(last == text, "\(directive) in \(label)")
    } else if let expected = instant(value) {
      var clock = Clock()
      let bytes = Array(last.utf8)
      #expect(clock.time(bytes.span, 0, bytes.count) == expected, "\(directive) in \(label)")
    }
    // What is left are zones and dates, which the time of the line proves.
  }

  @Test func timesOfAccessLines() throws {
    for row in try ApacheCorpusTests.cases(
      "test_parse_apache_timestamp.test_parse_apache_timestamp")
    {
      // Brackets are the format's, not the time's.
      let text = try #require(row["ts"] as? String).trimmingCharacters(in: ["[", "]"])
      var clock = Clock()
      let bytes = Array(text.utf8)
      let time = clock.time(bytes.span, 0, bytes.count)
      #expect(time == ApacheCorpusTests.instant(row["dt"]) && time != nil, "\(text)")
    }
    for row in try ApacheCorpusTests.cases(
      "test_parse_apache_timestamp.test_parse_bad_apache_timestamp")
    {
      let bytes = Array(try #require(row["ts"] as? String).utf8)
      var clock = Clock()
      #expect(clock.time(bytes.span, 0, bytes.count) == nil, "\(row)")
    }
  }

  @Test func malformedDirectivesAreRefused() throws {
    for row in try ApacheCorpusTests.cases("test_bad_directives.test_malformed_directive") {
      let format = try #require(row["fmt"] as? String)
      #expect(throws: FormatError.self, "\(format)") { try LineProgram.compile("apache:" + format) }
    }
    for row in try ApacheCorpusTests.cases("test_bad_directives.test_malformed_time_directive") {
      let format = try #require(row["fmt"] as? String)
      #expect(throws: FormatError.self, "\(format)") {
        try LineProgram.compile("apache:%{\(format)}t")
      }
    }
  }

  @Test func unknownDirectivesAreTold() throws {
    for row in try ApacheCorpusTests.cases("test_bad_directives.test_unknown_directive") {
      let format = try #require(row["fmt"] as? String)
      let declaration = try? Declaration.read("apache:" + format)
      #expect(declaration.map { $0.notices == [.unknownDirective(format)] } ?? true, "\(format)")
    }
  }

  @Test func namesOfOtherLanguagesAreMalformed() throws {
    // Out of scope: server logs are in English, as LC_TIME of a service is C unless someone sets it.
    for row in try ApacheCorpusTests.cases("test_parse_custom_time.test_parse_custom_german_time") {
      let program = try LineProgram.compile("apache:" + #require(row["fmt"] as? String))
      #expect(program.explain(Array(try #require(row["entry"] as? String).utf8)).stop != nil)
    }
    // Out of scope: test_parse_ip_address and test_parse_general, which are about options of a Python
    // function (the encoding of results, the end of the text that is given).
  }

  @Test func predefinedFormatsReadTheirLog() throws {
    guard let folder = SharedCorpusTests.folder("corpus/formats/apachelogs") else { return }
    let data = try Data(contentsOf: folder.appendingPathComponent("predefined_formats.json"))
    let formats = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
    let log = [UInt8](try Data(contentsOf: folder.appendingPathComponent("vhost_combined.log")))
    for (name, text) in formats {
      let format = try LogFormat(declaration: "apache:" + text)
      #expect(format.notices.isEmpty)
      if name != "VHOST_COMBINED" { continue }
      let parsed = parse(log, format)
      // One line of the seven says "Bad line".
      #expect(parsed.counts.lines == 7)
      #expect(parsed.records.count == 6)
      #expect(parsed.reasons == [.badLine])
      #expect(parsed.records.allSatisfy { parsed.text($0.host) == "www.varonathe.org" })
      #expect(parsed.records.first.map { parsed.text($0.target) } == "/")
      #expect(parsed.records.first?.status == 301)
      #expect(parsed.bad == 0)
    }
  }
}

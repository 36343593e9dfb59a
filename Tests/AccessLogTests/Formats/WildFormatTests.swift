import Foundation
import Testing

@testable import AccessLog

/// Directives found in public repositories, where they lie beside the package.
@Suite struct WildFormatTests {
  static func rows(_ name: String) throws -> [[String: Any]] {
    guard let folder = SharedCorpusTests.folder("corpus/formats/wild") else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
  }

  @Test func nginxDirectives() throws {
    var refused: [Int: FormatError] = [:]
    for (index, row) in try WildFormatTests.rows("nginx_log_formats_in_the_wild").enumerated() {
      let escape = (row["escape"] as? String).map { "escape=\($0) " } ?? ""
      let text = try #require(row["format"] as? String)
      refused[index] = refusal("nginx:" + escape + text)
      // The same between quotes, as it stands in the file that it is from.
      let escaped = text.replacing("'", with: "\\'")
      let directive = "nginx:log_format x \(escape)'\(escaped)';"
      #expect(refusal(directive) == refused[index], "\(text)")
    }
    guard !refused.isEmpty else { return }
    let expected: [Int: FormatError] = [
      8: .noTime(language: "nginx"),
      // Of Apache and Tomcat.
      18: .noTime(language: "nginx"), 19: .noTime(language: "nginx"),
    ]
    #expect(refused == expected)
  }

  @Test func apacheDirectives() throws {
    var refused: [Int: FormatError] = [:]
    for (index, row) in try WildFormatTests.rows("apache_logformats_in_the_wild").enumerated() {
      let directive = try #require(row["directive"] as? String)
      let text = try #require(row["text"] as? String)
      refused[index] = refusal("apache:\(directive) \(text)")
      if directive == "LogFormat" {
        // Only the column of a quote that is never closed differs by the word before it.
        let bare = refusal("apache:" + text)
        if bare != .openQuote(column: 8) { #expect(bare == refused[index], "\(text)") }
      }
    }
    guard !refused.isEmpty else { return }
    let noTime: [Int: FormatError] = Dictionary(
      uniqueKeysWithValues: [4, 6, 11, 12, 22].map { ($0, .noTime(language: "apache")) })
    // Rows 20, 21 and 29 were cut where they were found.
    let open: [Int: FormatError] = Dictionary(
      uniqueKeysWithValues: [20, 21, 29].map { ($0, .openQuote(column: 18)) })
    let noFormat: [Int: FormatError] = Dictionary(
      uniqueKeysWithValues: [9, 13, 17, 19, 24, 26, 28, 30].map {
        ($0, .otherDirective("CustomLog"))
      })
    let expected = noTime.merging(noFormat) { first, _ in first }.merging(open) { first, _ in first
    }
    #expect(refused == expected)
  }
}

import Foundation
import Testing

@testable import LogSimulation

/// One small night that many tests read; nothing of it stays on the disk.
enum SharedNight {
  struct Contents: Sendable {
    let summary: SimulationSummary
    let lines: [(log: String, number: Int, text: String)]
    let policy: String
    let inventory: String
    let expected: ExpectedFile
  }

  static let options = SimulationOptions(seed: 20_261_120, lines: 3000)

  static let night = Result {
    let night = try TemporaryNight(options)
    return Contents(
      summary: night.summary, lines: try night.lines(),
      policy: String(decoding: try night.bytes("policy.yaml"), as: UTF8.self),
      inventory: String(decoding: try night.bytes("logs/inventory.jsonl"), as: UTF8.self),
      expected: try night.expected())
  }

  static let records = Result {
    try night.get().lines.compactMap {
      ReferenceRecord(log: $0.log, number: $0.number, text: $0.text)
    }
  }

  static let expected = Result { try night.get().expected }

  /// `2026-11-20T13:05:00Z` or with milliseconds, as milliseconds since 1970.
  static func milliseconds(_ text: String?) throws -> Int {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text?.contains(".") == true)
    return Int((try style.parse(#require(text)).timeIntervalSince1970 * 1000).rounded())
  }
}

import CZlib
import Foundation

@testable import LogSimulation

/// A night written into a directory of its own, which goes with the value.
final class TemporaryNight {
  let directory: String
  let summary: SimulationSummary

  init(_ options: SimulationOptions) throws {
    directory = TemporaryNight.freshPath()
    summary = try NightSimulation.write(options, to: directory)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// A path where nothing is.
  static func freshPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(
      "night-" + UUID().uuidString
    ).path
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: directory + "/" + name)))
  }

  /// A log's text.
  func content(_ log: String) throws -> [UInt8] {
    try inflated(bytes(log))
  }

  /// The lines of all logs, each with its log and number.
  func lines() throws -> [(log: String, number: Int, text: String)] {
    try summary.logs.flatMap { log in
      // The end of the last line is no line.
      String(decoding: try content(log), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().enumerated()
        .map { (log, $0.offset + 1, String($0.element)) }
    }
  }

  func expected() throws -> ExpectedFile {
    try JSONDecoder().decode(ExpectedFile.self, from: Data(bytes("expected.json")))
  }
}

/// What zlib makes of exactly one gzip member.
func inflated(_ compressed: [UInt8]) throws -> [UInt8] {
  var stream = unsafe z_stream()
  var output: [UInt8] = []
  var code = unsafe inflateInit2_(
    &stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  var left = 0
  unsafe compressed.withUnsafeBufferPointer { input in
    // SAFETY: zlib reads within `input` and writes within `block`, both valid in the closure.
    unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe stream.avail_in = UInt32(input.count)
    while code == Z_OK {
      let block = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = UInt32(buffer.count)
        code = unsafe inflate(&stream, Z_NO_FLUSH)
        count = unsafe buffer.count - Int(stream.avail_out)
      }
      output += block
    }
    left = unsafe Int(stream.avail_in)
  }
  _ = unsafe inflateEnd(&stream)
  guard code == Z_STREAM_END, left == 0 else { throw NotOneMember(code: code, left: left) }
  return output
}

struct NotOneMember: Error {
  let code: Int32
  let left: Int
}

/// `expected.json`.
struct ExpectedFile: Decodable, Equatable {
  struct Witness: Decodable, Equatable {
    let input: String
    let line: Int
  }

  struct Finding: Decodable, Equatable {
    let rule: String
    let severity: String
    let certainty: String?
    let subject: [String: String]
    let measured: Int
    let limit: Int
    let occurrences: Int
    let first: String?
    let last: String?
    let witness: Witness?
    let id: String
  }

  let schema: String
  let totals: [String: Int]
  let findings: [Finding]

  func findings(of rule: String) -> [Finding] { findings.filter { $0.rule == rule } }
}

import AccessLog
import AuditPipeline
import Bytes
import Findings
import Foundation
import LimitCatalog
import Testing

/// A folder of one test, removed with the last reference.
final class Scratch {
  /// Absolute path, without a slash at its end.
  let path: String

  /// A new, empty folder.
  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/audit-pipeline-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Writes a file of text and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// The bytes of a file in the folder.
  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  /// Visible and hidden names in the folder, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// An audit of files in this process.
func audit(
  _ inputs: [String], policy: Policy = .standard, jobs: Int = 1, format: LogFormat? = nil
) -> AuditReport {
  var request = AuditRequest(
    inputs: inputs.map { ByteString($0) },
    tool: ToolIdentity(name: "quota-audit", version: "test"))
  request.policy = policy
  request.jobs = jobs
  request.format = format
  do {
    return try AuditRun(request).report()
  } catch {
    Issue.record(error)
    return AuditReport()
  }
}

extension AuditReport {
  /// The row of the input whose path ends so.
  func input(_ suffix: String) throws -> InputReport {
    try #require(inputs.first { $0.path.text.hasSuffix(suffix) })
  }
}

/// An access line of a Learn call at this second of 2026-11-20T13:00Z.
func line(_ second: Int, group: String = "acme", status: Int = 200, tail: String = "") -> String {
  let clock = [second / 3600 + 13, second / 60 % 60, second % 60]
    .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  return "10.0.0.1 - - [20/Nov/2026:\(clock) +0000] \"GET /learn/api/public/v1/users HTTP/1.1\""
    + " \(status) 12 \"-\" \"agent\" group=\(group) app=a site=s.example\(tail)\n"
}

/// So many lines, one a second.
func lines(_ count: Int, from second: Int = 0) -> String {
  (0..<count).map { line(second + $0) }.joined()
}

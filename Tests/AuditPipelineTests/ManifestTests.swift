import Bytes
import Findings
import Foundation
import Reporting
import Testing

@testable import AuditPipeline

/// manifest.json, written here and perhaps changed by others.
@Suite struct ManifestTests {
  private static func manifest() -> RunManifest {
    var report = AuditReport()
    report.tool = ToolIdentity(name: "quota-audit", version: "9.9.9")
    report.policy = PolicyIdentity(name: "p.yaml", sha256: digest)
    var input = InputReport()
    input.path = "logs/\u{1B}[31m\"x\".gz"
    (input.bytes, input.contentBytes, input.contentCRC32) = (3, 5, 0xAB)
    input.sha256 = digest
    report.inputs = [input]
    report.missingInputs = ["gone"]
    return RunManifest(
      report, options: ["--what-if=learn.sites=7"],
      outputs: [RunManifest.Output(name: "report.json", bytes: 7, sha256: digest)])
  }

  private static let digest = String(repeating: "0a", count: 32)

  private static func decoded(_ text: String) throws -> RunManifest {
    try ManifestFile.decoded(Array(text.utf8), "manifest.json")
  }

  @Test func whatIsWrittenIsRead() throws {
    let text = String(decoding: Self.manifest().render(), as: UTF8.self)
    #expect(try Self.decoded(text) == Self.manifest())
    #expect(text.contains("\"content_crc32\": \"000000ab\""))
    #expect(!text.contains("\u{1B}"))
  }

  @Test(arguments: [
    ("\"report.json\"", "\"../report.json\"", "is not the name of a file"),
    ("\"report.json\"", "\"/etc/passwd\"", "is not the name of a file"),
    ("\"report.json\"", "\"..\"", "is not the name of a file"),
    ("\"report.json\"", "\"a\\u0000b\"", "is not the name of a file"),
    ("\"report.json\"", "\"manifest.json\"", "is not the name of a file"),
    ("\"bytes\": 7", "\"bytes\": -1", "has -1 bytes"),
    ("\"bytes\": 7", "\"bytes\": 99999999999", "has 99999999999 bytes"),
    ("\"bytes\": 7", "\"bytes\": 9999999999999999999999", "is damaged"),
    (digest, "0A", "SHA-256"),
    ("manifest/1", "manifest/2", "use the program that wrote it"),
    ("quota-audit/manifest/1", "quota-audit/report/1", "is no manifest"),
    ("\"complete\"", "\"compleat\"", "is damaged"), ("{", "", "is no manifest"),
  ])
  func whatIsNotOursIsRefused(_ old: String, _ new: String, _ reason: String) throws {
    let text = String(decoding: Self.manifest().render(), as: UTF8.self)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    let error = #expect(throws: ManifestRefusal.self) { try Self.decoded(changed) }
    #expect(error?.sentence.contains(reason) == true, "\(error?.sentence ?? "")")
  }

  @Test func outputsAreHeldAgainstWhatIsListed() throws {
    let scratch = try Scratch()
    try scratch.write("one\ntwo\n", to: "a")
    let file = ReportFile(name: "a", content: Array("one\ntwo\n".utf8))
    #expect(OutputFile.difference(of: file, in: scratch.path) == nil)
    let other = ReportFile(name: "a", content: Array("one\ntxo\n".utf8))
    #expect(
      OutputFile.difference(of: other, in: scratch.path)?.contains("byte 6, in line 2") == true)
    let longer = ReportFile(name: "a", content: Array("one\ntwo\nthree\n".utf8))
    #expect(
      OutputFile.difference(of: longer, in: scratch.path)?.contains("byte 9, in line 3") == true)
    let output = RunManifest.Output(name: "a", bytes: 8, sha256: Self.digest)
    #expect(OutputFile.fault(of: output, in: scratch.path)?.contains("SHA-256") == true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/b", withDestinationPath: "a")
    let link = RunManifest.Output(name: "b", bytes: 8, sha256: Self.digest)
    #expect(OutputFile.fault(of: link, in: scratch.path) == "is no regular file")
  }

  @Test func streamsCannotBeReadAgain() {
    func obstacle(_ path: ByteString) -> String? {
      var row = InputReport()
      row.path = path
      return InputCheck.obstacle(to: RunManifest.Input(row), at: path)
    }
    #expect(obstacle("-")?.contains("standard input") == true)
    #expect(obstacle("/dev/zero")?.contains("no regular file") == true)
    #expect(obstacle("nowhere") == "is missing")
  }
}

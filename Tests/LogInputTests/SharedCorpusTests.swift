import Bytes
import Foundation
import LogInput
import Testing

/// Inputs made by others, where they are at hand: `QUOTA_AUDIT_SHARED` or `shared` beside the
/// package.
struct SharedCorpusTests {
  private struct GzipCase: Decodable {
    let file: String
    let go_error: String
  }

  private struct Expected: Decodable {
    struct Input: Decodable {
      let path: String
      let bytes: Int64
      let sha256: String
      let members: Int
      let content_bytes: Int64
      let content_crc32: String
      let lines: Int
      let damage: ExpectedDamage?
    }

    struct ExpectedDamage: Decodable {
      let kind: String
      let member: Int
      let offset: Int64
      let dropped_bytes: Int64
    }

    let inputs: [Input]
  }

  /// The folder below the shared one, or nil with a sentence why.
  private static func folder(_ name: String) -> String? {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["QUOTA_AUDIT_SHARED"]
      ?? package.deletingLastPathComponent().appendingPathComponent("shared").path
    let folder = shared + "/" + name
    if FileManager.default.fileExists(atPath: folder) { return folder }
    print("skipped: there is no \(folder); set QUOTA_AUDIT_SHARED to the folder above it")
    return nil
  }

  /// What Go's errors are called here; a lone `1f` at the end (case 07) is garbage with us.
  private static func verdicts(_ entry: GzipCase) -> Set<String?> {
    if entry.file.hasPrefix("07_") { return ["trailing-garbage"] }
    switch entry.go_error {
    case "nil": return [nil]
    case "ErrHeader": return ["trailing-garbage", "bad-header"]
    case "ErrChecksum": return ["bad-crc", "bad-length"]
    default: return ["truncated"]
    }
  }

  @Test func goGzip() throws {
    guard let folder = Self.folder("corpus/gzip/go") else { return }
    let index = try Data(contentsOf: URL(fileURLWithPath: folder + "/index.json"))
    let cases = try JSONDecoder().decode([GzipCase].self, from: index)
    #expect(!cases.isEmpty)
    for entry in cases {
      let name = folder + "/" + entry.file
      let content = try bytes(ofFile: name.replacingOccurrences(of: ".gz", with: ".expected"))
      let source = InputSource(path: ByteString(name), kind: .file)
      for blockSize in [1, 10, InputReader.defaultBlockSize] {
        let result = try read(source, blockSize: blockSize)
        let damage = result.summary.damage
        #expect(Self.verdicts(entry).contains(damage?.kind.name), "\(entry.file)")
        #expect(result.lines == expectedLines(content, damaged: damage != nil).lines)
        #expect(result.summary.contentBytes == Int64(content.count))
        #expect(result.summary.contentCRC32 == referenceCRC(content))
      }
    }
  }

  @Test func conformanceInputs() throws {
    guard let folder = Self.folder("conformance") else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let expectation = URL(fileURLWithPath: folder + "/" + name + "/expected.json")
      guard let data = try? Data(contentsOf: expectation) else { continue }
      let expected = try JSONDecoder().decode(Expected.self, from: data).inputs
      let root = folder + "/" + name
      let (inputs, missing) = InputDiscovery.expand([ByteString(root + "/logs")])
      #expect(missing.isEmpty)
      #expect(inputs.map { String($0.path.text.dropFirst(root.count + 1)) } == expected.map(\.path))
      for (source, row) in zip(inputs, expected) {
        try check(source, row)
      }
    }
  }

  private func check(_ source: InputSource, _ row: Expected.Input) throws {
    let reader = try InputReader(opening: source)
    var block = LineBlock()
    var lines = 0
    while reader.read(into: &block) { lines += block.lineCount }
    let summary = reader.summary
    #expect(lines == row.lines, "\(source.path.text)")
    #expect(summary.bytes == row.bytes && summary.sha256 == row.sha256)
    #expect(summary.members == row.members && summary.contentBytes == row.content_bytes)
    #expect(summary.contentCRC32 == UInt32(row.content_crc32, radix: 16))
    #expect(summary.damage?.kind.name == row.damage?.kind)
    #expect(summary.damage?.member == row.damage?.member)
    #expect(summary.damage?.offset == row.damage?.offset)
    #expect(summary.damage?.droppedBytes == row.damage?.dropped_bytes)
  }
}

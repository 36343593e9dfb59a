import Bytes
import Foundation
import LogInput
import Testing

/// The gzip corpus: verdicts, contents and lines (SPEC section 2; made by Corpus/make_corpus.py).
struct CorpusTests {
  /// One entry of index.json.
  struct Case: Decodable, CustomTestStringConvertible {
    struct Run: Decodable {
      let text: String
      let count: Int

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        text = try pair.decode(String.self)
        count = try pair.decode(Int.self)
      }

      /// One byte per character.
      var bytes: [UInt8] {
        let unit = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return [UInt8]([[UInt8]](repeating: unit, count: count).joined())
      }
    }

    struct ExpectedDamage: Decodable {
      let kind: String
      let member: Int
      let offset: Int64
    }

    let file: String
    let content: [Run]
    let members: Int
    let damage: ExpectedDamage?

    var testDescription: String { file }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Corpus").path

  static let cases: [Case] = {
    let index = URL(fileURLWithPath: folder + "/index.json")
    guard let data = try? Data(contentsOf: index) else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  @Test func corpusIsThere() throws {
    #expect(Self.cases.count >= 60)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    let inputs = files.filter { $0.hasSuffix(".gz") || $0.hasSuffix(".log") }
    #expect(Set(inputs) == Set(Self.cases.map(\.file)), "one case per file")
    let kinds = Set(Self.cases.compactMap(\.damage?.kind))
    #expect(kinds == Set(Damage.Kind.allCases.map(\.name)))
  }

  @Test(arguments: cases) func verdictAndLines(_ expected: Case) throws {
    // The case of 32 MB has a test of its own.
    if expected.file == "zeros.gz" { return }
    let file = try bytes(ofFile: Self.folder + "/" + expected.file)
    let content = [UInt8](expected.content.map(\.bytes).joined())
    let (lines, dropped) = expectedLines(content, damaged: expected.damage != nil)
    let scratch = try Scratch()
    let source = try scratch.write(file)

    for blockSize in content.count > 100_000 ? [4096, 65_537] : [1, 2, 3, 7, 64, 4096, 1_048_576] {
      let result = try read(source, blockSize: blockSize)
      let summary = result.summary
      #expect(result.lines == lines, "block size \(blockSize)")
      #expect(summary.bytes == Int64(file.count))
      #expect(summary.members == expected.members)
      #expect(summary.contentBytes == Int64(content.count))
      #expect(summary.contentCRC32 == referenceCRC(content))
      #expect(summary.damage?.kind.name == expected.damage?.kind)
      #expect(summary.damage?.member == expected.damage?.member)
      #expect(summary.damage?.offset == expected.damage?.offset)
      #expect(summary.damage?.droppedBytes == expected.damage.map { _ in dropped })
      #expect(summary.readError == nil)
    }
  }

  @Test func zerosCostNoMemory() throws {
    let zeros = try #require(Self.cases.first { $0.file == "zeros.gz" })
    let source = InputSource(path: .init(Self.folder + "/" + zeros.file), kind: .file)
    let result = try read(source)
    #expect(result.summary.contentBytes == 1 << 25)
    #expect(result.summary.damage == nil)
    #expect(result.lines.count == 1)
    #expect(result.lines.first?.count == InputReader.longestLine + 1)
    #expect(result.largestBlock == InputReader.longestLine + 1)
  }
}

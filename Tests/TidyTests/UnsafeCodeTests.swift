import Foundation
import Testing

/// Unsafe code lives in files whose job it is, and each use says why it is sound.
@Suite struct UnsafeCodeTests {
  /// Every file that may hold the word, with its job.
  private static let files: Set<String> = [
    // Searching, copying and hashing bytes faster than a loop over a span.
    "Sources/Bytes/ByteAppending.swift", "Sources/Bytes/ByteHash.swift",
    "Sources/Bytes/ByteSearch.swift", "Sources/Bytes/Prefetch.swift",
    "Sources/Bytes/WordScan.swift",
    "Sources/LogInput/OutputSpan+Copy.swift",
    // Calls of zlib and ISA-L.
    "Sources/LogInput/Checksum.swift", "Sources/LogInput/ZlibInflater.swift",
    "Sources/LogInput/ISALInflater.swift", "Sources/LogInput/GzipEncoding.swift",
    "Sources/LogSimulation/ChunkDeflater.swift", "Sources/Usage/Files/UsageBlock.swift",
    "Sources/Usage/Files/UsageShard.swift",
    // Calls of SQLite, row by row.
    "Sources/RunHistory/RawStatement.swift",
    // Calls of the operating system.
    "Sources/RunHistory/Descriptor.swift",
    "Sources/LogInput/FileSystem.swift", "Sources/LogInput/OpenFile.swift",
    "Sources/LogInput/SystemError.swift", "Sources/LogSimulation/SystemCalls.swift",
    "Sources/AuditPipeline/ReportFiles.swift",
    "Sources/AuditPipeline/SystemFile.swift", "Sources/quota-audit/Faults.swift",
    "Sources/quota-audit/RawArguments.swift", "Sources/quota-audit/Terminal.swift",
    // Digests of bytes in place.
    "Sources/LogInput/InputHash.swift", "Sources/Usage/AssignmentTable.swift",
    "Sources/Usage/Runs/NameOrder.swift",
    // Calls of libFuzzer and what they print.
    "Fuzz/FuzzFormats.swift", "Fuzz/FuzzRecords.swift", "Fuzz/Invariants.swift",
    // Tests of streams, zlib's output and signals, and of a process killed between calls of SQLite.
    "Tests/RunHistoryTests/Support/WatchedFiles.swift",
    "Tests/LogInputTests/Support/Streams.swift", "Tests/AuditPipelineTests/Streams.swift",
    "Tests/LogSimulationTests/NightReader.swift", "Tests/EndToEndTests/Support/SignalMask.swift",
  ]

  @Test func onlyNamedFilesHaveIt() {
    var holders: Set<String> = []
    for file in SourceTree.swift where !file.path.hasPrefix("Tests/TidyTests/") {
      if !Self.uses(in: file).isEmpty { holders.insert(file.path) }
    }
    #expect(holders.subtracting(Self.files) == [], "unsafe code in files that are not named")
    #expect(Self.files.subtracting(holders) == [], "named files without unsafe code")
  }

  @Test func everyUseSaysWhyItIsSound() {
    for file in SourceTree.swift where Self.files.contains(file.path) {
      let lines = file.lines
      for use in Self.uses(in: file) {
        #expect(
          lines[Self.declaration(around: use, lines)].contains { $0.contains("// SAFETY:") },
          "\(file.path):\(use + 1): its function does not say why it is sound")
      }
    }
  }

  /// Lines of the function that a line is in, up to six behind that line, where the reason stands
  /// inside the closures it opens; three lines above where there is no function.
  private static func declaration(around use: Int, _ lines: [Substring]) -> ClosedRange<Int> {
    let end = min(use + 6, lines.count - 1)
    let start = (0..<use).last { line in
      let text = lines[line]
      let keywords = ["func ", "init(", "init?(", "deinit ", "subscript("]
      let opens = keywords.contains { text.contains($0) }
      let computes = text.contains(" var ") && text.hasSuffix("{")
      return (opens || computes) && indentation(text) < indentation(lines[use])
    }
    return max(0, min(start ?? use, use - 3))...end
  }

  private static func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

  /// Indices of lines with the word in code: not in comments, not as a part of another word.
  private static func uses(in file: SourceTree.File) -> [Int] {
    file.lines.enumerated().filter { _, line in
      let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
      return code.split { !$0.isLetter && $0 != "-" }.contains("unsafe")
    }.map(\.offset)
  }
}

import Foundation
import Testing

/// Nothing below the pipeline prints, or reads the clock, the environment or the current directory;
/// nothing anywhere gives up in a way that a user could trigger.
@Suite struct PurityTests {
  private static let pure: Set<String> = [
    "Bytes", "LogInput", "AccessLog", "LimitCatalog", "Attribution", "Usage", "Findings",
    "Reporting", "RunHistory",
  ]

  private static let impurities = [
    "print(", "debugPrint(", "dump(", "fputs(", "puts(", "printf(", "NSLog", "os_log",
    "stdout", "stderr", "STDOUT_FILENO", "STDERR_FILENO", "standardOutput", "standardError",
    "ContinuousClock", "SuspendingClock", "Date()", "Date.now", "clock_gettime", "gettimeofday",
    "time(nil)", "DispatchTime", "ProcessInfo", "getenv", "environ", "CommandLine",
    "currentDirectoryPath", "getcwd", "SystemRandomNumberGenerator", "FileManager",
  ]

  @Test(arguments: impurities)
  func belowThePipelineThereIsNone(_ word: String) {
    for file in SourceTree.sources where Self.pure.contains(file.target) {
      for (index, line) in file.lines.enumerated() where Self.uses(word, line) {
        Issue.record("\(file.path):\(index + 1) uses \(word)")
      }
    }
  }

  @Test func thePipelinePrintsNothing() {
    for file in SourceTree.sources where ["AuditPipeline", "LogSimulation"].contains(file.target) {
      for word in ["print(", "fputs(", "standardOutput", "standardError", "getenv", "NSLog"] {
        #expect(!file.lines.contains { Self.uses(word, $0) }, "\(file.path) uses \(word)")
      }
    }
  }

  /// Each in two parts, so that this file does not hold them.
  @Test(arguments: [("try", "!"), ("as", "!"), ("fatal", "Error"), ("TO", "DO"), ("FIX", "ME")])
  func noSwiftFileHas(_ start: String, _ end: String) {
    for file in SourceTree.swift {
      for (index, line) in file.lines.enumerated() where line.contains(start + end) {
        Issue.record("\(file.path):\(index + 1) has \(start + end)")
      }
    }
  }

  @Test(arguments: [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/")])
  func nothingNamesAPlaceOnSomebodysMachine(_ start: String, _ end: String) throws {
    for file in SourceTree.swift + SourceTree.documents {
      #expect(!file.text.contains(start + end), "\(file.path) names \(start + end)")
    }
    for file in SourceTree.sources {
      #expect(!file.text.contains("/tmp/"), "\(file.path) names a folder for temporary files")
    }
  }

  /// Whether a line has a word in its code, not as the end of a longer one.
  private static func uses(_ word: String, _ line: Substring) -> Bool {
    let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
    return code.ranges(of: word).contains { range in
      !(code[..<range.lowerBound].last?.isLetter ?? false)
    }
  }
}

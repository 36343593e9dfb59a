import Foundation
import Testing

/// Lengths, fixtures and links.
@Suite struct FileTests {
  /// Longest file, in lines: one idea fits.
  private static let longest = 250

  @Test func filesAreShort() {
    #expect(SourceTree.swift.count > 100, "the files were found")
    for file in SourceTree.swift {
      let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      #expect(count <= Self.longest, "\(file.path) has \(count) lines")
    }
  }

  // MARK: Fixtures

  @Test func everyFixtureIsUsed() {
    let tests = SourceTree.swift.filter {
      $0.path.hasPrefix("Tests/") && !$0.path.hasPrefix("Tests/TidyTests/")
    }
    for name in SourceTree.names(in: "fixtures") {
      #expect(tests.contains { $0.text.contains("fixtures/" + name) }, "fixtures/\(name)")
    }
  }

  @Test(arguments: SourceTree.names(in: "fixtures/cases"))
  func casesAreComplete(_ name: String) throws {
    let folder = "fixtures/cases/" + name
    let known: Set<String> = [
      "README.txt", "arguments", "empty", "exit", "expected", "logs", "policy.yaml",
    ]
    let names = Set(SourceTree.names(in: folder))
    #expect(names.subtracting(known) == [])
    #expect(names.isSuperset(of: ["README.txt", "exit", "expected"]))

    let expected = Set(SourceTree.names(in: folder + "/expected"))
    #expect(
      expected.subtracting(["stdout", "stderr", "report.json", "report.md", "report.html"]) == [])
    #expect(expected.isSuperset(of: ["stdout", "stderr"]))
    let exit = try Self.text(folder + "/exit")
    #expect(exit.contains("64") != expected.contains("report.json"))
    if expected.contains("report.json") {
      let readme = try Self.text(folder + "/README.txt")
      #expect(readme.contains("\nValues:\n  "), "numbers are worked out by hand")
    }

    let arguments = names.contains("arguments") ? try Self.text(folder + "/arguments") : "logs"
    if names.contains("policy.yaml"), names.contains("arguments") {
      #expect(arguments.contains("policy.yaml"), "the policy is used")
    }
    for input in ["logs", "empty"] where names.contains(input) {
      #expect(arguments.contains(input), "\(input) is used")
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SourceTree.root.appendingPathComponent(path), encoding: .utf8)
  }

  // MARK: Links

  @Test func linksOfDocumentsLeadSomewhere() {
    #expect(SourceTree.documents.contains { $0.path == "README.md" })
    for document in SourceTree.documents {
      let folder = document.path.split(separator: "/").dropLast().joined(separator: "/")
      for link in Self.links(in: document) where !link.isEmpty && !link.contains(":") {
        let path = folder.isEmpty ? link : folder + "/" + link
        #expect(SourceTree.exists(path), "\(document.path) links to \(link)")
      }
    }
  }

  /// Targets of links and pictures outside code blocks, without what follows `#`.
  private static func links(in document: SourceTree.File) -> [String] {
    var isCode = false
    var result: [String] = []
    for line in document.lines {
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { continue }
      for part in line.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
        guard let end = part.firstIndex(of: ")") else { continue }
        result.append(String(part[..<end].prefix { $0 != "#" && $0 != " " }))
      }
    }
    return result
  }
}

import LimitCatalog
import AccessLog
import Bytes
import Findings
import Foundation
import Reporting
import Testing

@testable import AuditPipeline

/// A reader sees the old file or the new one (SPEC section 8).
///
/// One at a time: a failing write removes the temporary files of the whole process.
@Suite(.serialized) struct ReportFilesTests {
  private func file(_ name: String, _ text: String) -> ReportFile {
    ReportFile(name: name, content: Array(text.utf8))
  }

  private func text(_ name: String, in folder: Scratch) throws -> String {
    String(decoding: try folder.read(name), as: UTF8.self)
  }

  @Test func filesAreWrittenAndReplaced() throws {
    let folder = try Scratch()
    let out = folder.path + "/new/deep"
    try ReportFiles.write([file("a", "1"), file("b", "2")], to: out)
    #expect(try text("new/deep/a", in: folder) == "1")
    try ReportFiles.write([file("a", ""), file("b", "22")], to: out)
    #expect(try text("new/deep/a", in: folder) == "")
    #expect(try text("new/deep/b", in: folder) == "22")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == ["a", "b"])
    let attributes = try FileManager.default.attributesOfItem(atPath: out + "/a")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  /// What was open before goes on to be the old file: it was replaced, not rewritten.
  @Test func readersKeepTheOldFile() throws {
    let folder = try Scratch()
    try ReportFiles.write([file("a", "old")], to: folder.path)
    let handle = try #require(FileHandle(forReadingAtPath: folder.path + "/a"))
    try ReportFiles.write([file("a", "new!")], to: folder.path)
    #expect(try handle.readToEnd() == Data("old".utf8))
    #expect(try text("a", in: folder) == "new!")
  }

  @Test func aDirectoryThatCannotBe() throws {
    let folder = try Scratch()
    try folder.write("", to: "file")
    for path in ["/file", "/file/below"] {
      let error = #expect(throws: OutputError.self) {
        try ReportFiles.write([file("a", "1")], to: folder.path + path)
      }
      #expect(error?.sentence.contains("cannot be written") == true)
    }
    #expect(folder.names == ["file"])
  }

  /// A file that cannot be written leaves the earlier outputs, and nothing beside them.
  @Test func failuresLeaveNothingBehind() throws {
    let folder = try Scratch()
    try ReportFiles.write([file("a", "old"), file("b", "old")], to: folder.path)
    #expect(throws: OutputError.self) {
      try ReportFiles.write([file("a", "new"), file("no/b", "new")], to: folder.path)
    }
    #expect(folder.names == ["a", "b"])
    #expect(try text("a", in: folder) == "old")
  }

  /// An output whose name is taken by a folder: none of the outputs is replaced.
  @Test func aFolderInTheWay() throws {
    let folder = try Scratch()
    try ReportFiles.write([file("a", "old")], to: folder.path)
    try folder.write("", to: "b/inside")
    let error = #expect(throws: OutputError.self) {
      try ReportFiles.write([file("a", "new"), file("b", "new")], to: folder.path)
    }
    #expect(error?.path == folder.path + "/b")
    #expect(folder.names == ["a", "b"])
    #expect(try text("a", in: folder) == "old")
  }

  @Test func theReportsOfAnAudit() throws {
    let folder = try Scratch()
    try AuditOutputs.write(AuditReport(), to: folder.path, jobs: 2)
    #expect(folder.names == ["report.html", "report.json", "report.md"])
    #expect(AuditOutputs.names().last == "report.json")
    #expect(try text("report.json", in: folder).hasPrefix("{\n"))
    #expect(try text("report.html", in: folder).contains("<html"))
  }

  @Test func onlyTheFormatsThatWereChosen() throws {
    let folder = try Scratch()
    try AuditOutputs.write(AuditReport(), [.junit, .csv, .junit], to: folder.path, jobs: 2)
    #expect(
      folder.names == [
        "findings.csv", "groups.csv", "report.junit.xml", "run.csv", "sites.csv", "triples.csv",
      ])
    #expect(try text("groups.csv", in: folder).hasPrefix("group,production,"))
    #expect(try text("report.junit.xml", in: folder).hasSuffix("</testsuites>\n"))
    // What an earlier run left stays.
    try AuditOutputs.write(AuditReport(), [.json], to: folder.path, jobs: 1)
    #expect(folder.names.count == 7)
  }
}

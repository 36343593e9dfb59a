import LimitCatalog
import AccessLog
import Bytes
import Findings
import Foundation
import Testing

@testable import AuditPipeline

/// Outputs never lie where the next run reads its inputs (SPEC section 8).
@Suite struct OutputPlacementTests {
  private func refused(_ output: String, _ inputs: String...) -> Bool {
    OutputPlacement.refusal(of: output, inputs: inputs) != nil
  }

  @Test func atOrBelowAnInputDirectory() throws {
    let folder = try Scratch()
    try folder.write("", to: "logs/deep/a.log")
    let logs = folder.path + "/logs"
    for output in [
      logs, logs + "/", logs + "/out", logs + "/deep", logs + "/deep/x/y", logs + "/./out",
      logs + "/deep/../out", folder.path + "//logs/out", folder.path + "/other/../logs",
    ] {
      #expect(refused(output, logs), "\(output)")
      #expect(refused(output, "-", logs + "/"), "\(output)")
    }
    for output in [
      folder.path, folder.path + "/out", folder.path + "/logs2", logs + "-out", "/",
      logs + "/../out",
    ] {
      #expect(!refused(output, logs), "\(output)")
    }
    #expect(refused(folder.path + "/out", "/"))
    #expect(!refused(logs, "-") && !refused(logs))
    #expect(!refused(logs + "/out", folder.path + "/missing"))
  }

  @Test func linksAreFollowed() throws {
    let folder = try Scratch()
    try folder.write("", to: "logs/a.log")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.path + "/logs")
    #expect(refused(link + "/out", folder.path + "/logs"))
    #expect(refused(folder.path + "/logs/out", link))
    #expect(refused(link, link))
    #expect(!refused(folder.path + "/link2", link))
    // The parent of a folder reached by a link is not the folder that holds the link.
    try folder.write("", to: "logs/deep/b.log")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/into", withDestinationPath: folder.path + "/logs/deep")
    #expect(refused(folder.path + "/into/../out", folder.path + "/logs"))
  }

  /// Files are inputs by themselves; what lies beside them is not.
  @Test func besideAnInputFile() throws {
    let folder = try Scratch()
    let file = try folder.write("", to: "a.log")
    #expect(!refused(folder.path, file))
    for name in ["report.html", "report.md", "report.json", "sites.csv", "quota-audit.prom"] {
      let report = try folder.write("", to: name)
      #expect(refused(folder.path, file, report))
      #expect(!refused(folder.path + "/out", report))
    }
    #expect(!refused(folder.path, try folder.write("", to: "xreport.json")))
  }

  @Test func theReasonQuotesBothAndSaysWhatToDo() throws {
    let folder = try Scratch()
    try folder.write("", to: "logs/a.log")
    let refusal = try #require(
      OutputPlacement.refusal(of: folder.path + "/logs/out", inputs: [folder.path + "/logs"]))
    #expect(refusal.contains("\"\(folder.path)/logs/out\""))
    #expect(refusal.contains("\"\(folder.path)/logs\""))
    #expect(refusal.contains("--out"))
  }
}

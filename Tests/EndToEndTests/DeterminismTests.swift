import Foundation
import Testing

/// SPEC section 9.1 and 9.2 as a user meets them: what must not change the reports.
@Suite struct DeterminismTests {
  private static let night = Night.folder + "/logs"

  @Test func workersDoNotMatter() throws {
    let scratch = try Scratch()
    for jobs in 1...4 {
      let out = "jobs-\(jobs)"
      _ = try Night.audit([Self.night], into: out, scratch, ["--jobs", String(jobs)])
      for name in reportNames {
        #expect(try scratch.data(out + "/" + name) == scratch.data("jobs-1/" + name), "\(out)")
      }
    }
  }

  @Test(arguments: ["damage", "duplicates", "malformed", "policy-overrides"])
  func workersDoNotMatterInCases(_ name: String) throws {
    let fixture = FixtureCase(name: name)
    var first: [Data] = []
    for jobs in 1...4 {
      let scratch = try Scratch()
      _ = try fixture.run(into: scratch, ["--jobs", String(jobs)])
      let reports = try reportNames.map { try scratch.data("out/" + $0) }
      if jobs == 1 { first = reports }
      #expect(reports == first)
    }
  }

  @Test func theOrderOfInputsDoesNotMatter() throws {
    let scratch = try Scratch()
    let logs = Night.names.map { Self.night + "/" + $0 }
    #expect(logs.count > 2)
    let orders = [logs, logs.reversed(), Array(logs[1...] + logs[..<1])]
    for (index, order) in orders.enumerated() {
      _ = try Night.audit(order, into: "order-\(index)", scratch)
      for name in reportNames {
        #expect(try scratch.data("order-\(index)/" + name) == scratch.data("order-0/" + name))
      }
    }
  }

  @Test func compressionChangesOnlyWhatIsSaidOfFiles() throws {
    let scratch = try Scratch()
    try Night.inflate(into: scratch)
    _ = try Night.audit(["logs"], into: "plain", scratch)
    for level in ["1", "9"] {
      _ = try Program.shell(
        "mkdir packed; for f in logs/*; do gzip -nc\(level) <$f >packed/${f#logs/}; done\n"
          + "mv logs plain-logs; mv packed logs",
        in: scratch.path)
      _ = try Night.audit(["logs"], into: "packed-\(level)", scratch)
      _ = try Program.shell("rm -r logs; mv plain-logs logs", in: scratch.path)
      #expect(
        try Self.withoutFiles(scratch.report("packed-\(level)"))
          == Self.withoutFiles(scratch.report("plain")))
    }
  }

  private static func withoutFiles(_ report: JSONValue) -> JSONValue {
    guard case .object(var members) = report else { return report }
    members["inputs"] = members["inputs"]?.removing(["bytes", "sha256", "members"])
    return .object(members)
  }

  @Test(arguments: [2, 3, 7])
  func cuttingFilesAtLineEndsChangesOnlyTheInputs(_ pieces: Int) throws {
    let scratch = try Scratch()
    try Night.inflate(into: scratch)
    _ = try Night.audit(["logs"], into: "whole", scratch)
    for name in Night.names {
      let lines = try Self.lines(scratch.data("logs/" + name))
      for piece in 0..<pieces {
        let range = (lines.count * piece / pieces)..<(lines.count * (piece + 1) / pieces)
        try scratch.write("pieces/\(name)-\(piece)", Data(lines[range].joined()))
      }
    }
    _ = try Night.audit(["pieces"], into: "cut", scratch)
    #expect(
      try Self.withoutPlaces(scratch.report("cut"))
        == Self.withoutPlaces(scratch.report("whole")))
  }

  @Test(arguments: ["knewton-triples", "learn-refusals", "learn-header-lens", "entities-queries"])
  func everyLineMayBeAFileOfItsOwn(_ name: String) throws {
    let fixture = FixtureCase(name: name)
    let scratch = try Scratch()
    let logs = fixture.folder.appendingPathComponent("logs")
    for log in try FileManager.default.contentsOfDirectory(atPath: logs.path) {
      let content = try Data(contentsOf: logs.appendingPathComponent(log))
      for (index, line) in Self.lines(content).enumerated() {
        try scratch.write("logs/\(log)-\(index)", Data(line))
      }
    }
    if fixture.exists("policy.yaml") {
      try scratch.write("policy.yaml", fixture.data("policy.yaml"))
    }
    _ = try Program.run(
      ["--out", scratch.path("out")] + fixture.arguments(), in: scratch.path)
    _ = try fixture.run(into: scratch, ["--out", scratch.path("whole")])
    #expect(
      try Self.withoutPlaces(scratch.report()) == Self.withoutPlaces(scratch.report("whole")))
  }

  private static func withoutPlaces(_ report: JSONValue) -> JSONValue {
    guard case .object(var members) = report else { return report }
    members["inputs"] = nil
    members["findings"] = members["findings"]?.removing(["witness"])
    return .object(members)
  }

  /// The lines of a plain log, each with its LF.
  private static func lines(_ content: Data) -> [Data.SubSequence] {
    var result: [Data.SubSequence] = []
    var start = content.startIndex
    while let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) {
      result.append(content[start...end])
      start = end + 1
    }
    return start < content.endIndex ? result + [content[start...]] : result
  }
}

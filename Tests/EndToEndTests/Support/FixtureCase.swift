import Foundation

/// One folder of fixtures/cases: inputs, and what the program must make of them.
///
/// - `README.txt`: what the case shows, worked out by hand (see `WorkedNumbers`)
/// - `arguments`: one a line; without it `--policy policy.yaml` if there is one, and `logs`
/// - `exit`: the exit status
/// - `expected/`: `stdout`, `stderr` and `report.json`; `report.md` and `report.html` of some
struct FixtureCase: CustomStringConvertible, Sendable {
  /// The folder's name.
  let name: String

  var description: String { name }

  /// All cases, by name.
  static let all: [FixtureCase] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Repository.cases.path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { FixtureCase(name: $0) }
  }()

  /// Cases that write reports.
  static let reporting = all.filter { $0.exists("expected/report.json") }

  /// Where the case lies.
  var folder: URL { Repository.cases.appendingPathComponent(name) }

  /// A file of the case.
  func data(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(path))
  }

  /// A text file of the case.
  func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

  /// Whether the case has a file.
  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  /// The command line without `--out`.
  func arguments() throws -> [String] {
    if exists("arguments") { return try text("arguments").split(separator: "\n").map(String.init) }
    return (exists("policy.yaml") ? ["--policy", "policy.yaml"] : []) + ["logs"]
  }

  /// Runs the program in the case's folder.
  func run(into scratch: Scratch, _ more: [String] = []) throws -> Program.Outcome {
    try Program.run(
      ["audit", "--out", scratch.path("out")] + more + arguments(), in: folder.path)
  }

  /// The outputs of a run with what differs between machines and releases taken out.
  static func stable(_ data: Data, _ scratch: Scratch) -> String {
    String(decoding: data, as: UTF8.self)
      .replacing(scratch.path("out"), with: "OUT")
      .replacing("\"version\": \"\(version)\"", with: "\"version\": \"VERSION\"")
      .replacing("quota-audit \(version)", with: "quota-audit VERSION")
      .replacing("Inflated by \(engines)", with: "Inflated by ENGINES")
  }

  private static let version = versionMatch.map { String($0.1) } ?? ""
  private static let engines = versionMatch.map { String($0.2) } ?? ""

  private static let versionMatch = (try? Program.run(["--version"]))?.outputText
    .firstMatch(of: /quota-audit (\S+) \((.*)\)/)?.output
}

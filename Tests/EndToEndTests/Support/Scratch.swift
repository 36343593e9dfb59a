import Foundation

/// A directory of one test, gone when the test is done with it.
final class Scratch {
  /// Its absolute path without links.
  let path: String

  /// Makes a new, empty directory.
  init() throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let directory = base.appendingPathComponent("quota-audit-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of something inside.
  func path(_ name: String) -> String { path + "/" + name }

  /// The place of something inside.
  func url(_ name: String) -> URL { URL(fileURLWithPath: path(name)) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ name: String, _ content: Data) throws -> String {
    let folder = url(name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try content.write(to: url(name))
    return path(name)
  }

  /// Writes a text file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// Makes a folder and returns its path.
  @discardableResult
  func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(at: url(name), withIntermediateDirectories: true)
    return path(name)
  }

  /// The bytes of a file inside.
  func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  /// The text of a file inside.
  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  /// All names in a folder inside, those that start with a dot too, sorted.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }

  /// The report that a run has written into a folder inside.
  func report(_ folder: String = "out") throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: data(folder + "/report.json"))
  }
}

/// Places in the source tree.
enum Repository {
  /// The package's root, three folders above this file's.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of all end-to-end cases.
  static let cases = root.appendingPathComponent("fixtures/cases")
}

/// The three reports, by name.
let reportNames = ["report.html", "report.json", "report.md"]

import Foundation

/// The files of this package, as text.
enum SourceTree {
  /// One file.
  struct File: Sendable {
    /// Path below the package's root.
    var path: String
    var text: String

    /// Its lines, numbered from 1 by their index plus one.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The folder below `Sources` or `Tests` that it lies in: its target.
    var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }
  }

  /// The package's root, two folders above this file's.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file of the package.
  static let swift = files(below: ["Sources", "Tests", "Benchmarks", "Fuzz"], named: ".swift")
  /// Swift files of the program.
  static let sources = swift.filter { $0.path.hasPrefix("Sources/") }
  /// What people read; the reports among the fixtures quote logs and are none of these.
  static let documents =
    files(below: ["docs", ".ci", "Benchmarks"], named: ".md") + rootFiles(named: ".md")

  /// The manifest.
  static func manifest() throws -> String {
    try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
  }

  /// Whether something is there.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// Names in a folder, without those that start with a dot, sorted.
  static func names(in folder: String) -> [String] {
    let path = root.appendingPathComponent(folder).path
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func rootFiles(named suffix: String) -> [File] {
    names(in: "").filter { $0.hasSuffix(suffix) }.compactMap(file)
  }

  private static func files(below folders: [String], named suffix: String) -> [File] {
    folders.flatMap { folder in
      let paths = try? FileManager.default.subpathsOfDirectory(
        atPath: root.appendingPathComponent(folder).resolvingSymlinksInPath().path)
      // A package below keeps what it has built and installed in hidden folders.
      return (paths ?? []).filter { $0.hasSuffix(suffix) && !("/" + $0).contains("/.") }.sorted()
        .compactMap { file(folder + "/" + $0) }
    }
  }

  private static func file(_ path: String) -> File? {
    let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    return text.map { File(path: path, text: $0) }
  }
}

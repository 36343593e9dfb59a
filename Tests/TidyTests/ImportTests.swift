import Foundation
import Testing

/// The architecture: who may import whom. The manifest allows it, this table wants it.
@Suite struct ImportTests {
  /// What flows into each target, in the order of the pipeline.
  private static let table: [String: Set<String>] = [
    "Bytes": ["CIntrinsics"],
    "LogInput": ["Bytes", "CZlib", "CISAL", "Crypto"],
    "AccessLog": ["Bytes"],
    "LimitCatalog": ["Bytes", "Yams", "Crypto"],
    "Attribution": ["Bytes", "CIntrinsics", "AccessLog", "LimitCatalog"],
    "Usage": ["Bytes", "CZlib", "AccessLog", "LimitCatalog", "Attribution", "Crypto"],
    "Findings": ["Bytes", "LimitCatalog", "Usage", "Crypto"],
    "Reporting": ["Bytes", "Findings", "LimitCatalog", "Mustache"],
    "RunHistory": ["Bytes", "Findings", "GRDB", "GRDBSQLite", "Crypto"],
    "AuditPipeline": [
      "Bytes", "LogInput", "AccessLog", "LimitCatalog", "Attribution", "Usage", "Findings",
      "Reporting", "RunHistory",
    ],
    "LogSimulation": ["Bytes", "CZlib", "Crypto"],
    "quota-audit": [
      "Bytes", "AccessLog", "LimitCatalog", "Findings", "Reporting", "AuditPipeline",
      "LogSimulation", "ArgumentParser",
    ],
  ]

  private static let libc: Set<String> = ["Glibc", "Musl", "Darwin"]

  /// What of the system a target may use; those not named use none, so they can do nothing but
  /// compute.
  private static let system: [String: Set<String>] = [
    "Bytes": libc,
    "LogInput": libc,
    "RunHistory": libc.union(["Foundation"]),
    "AuditPipeline": libc.union(["Foundation", "Dispatch", "Synchronization"]),
    "LogSimulation": libc.union(["Foundation", "Dispatch", "Synchronization"]),
    "quota-audit": libc.union(["Foundation", "Dispatch", "Synchronization"]),
  ]

  @Test func everyTargetIsInTheTable() {
    let targets = Set(SourceTree.names(in: "Sources")).subtracting([
      "CZlib", "CISAL", "CIntrinsics",
    ])
    #expect(targets == Set(Self.table.keys))
  }

  @Test func importsFollowTheTable() {
    var unused = Self.table.mapValues { $0 }
    for file in SourceTree.sources {
      let allowed = Self.table[file.target, default: []].union(
        Self.system[file.target, default: []])
      for module in Self.imports(of: file) {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
        unused[file.target]?.remove(module)
      }
    }
    // Attribution comes to the pipeline inside Usage; the manifest may name it all the same.
    unused["AuditPipeline"]?.remove("Attribution")
    #expect(unused.filter { !$0.value.isEmpty } == [:], "the table names imports nobody needs")
  }

  @Test func theManifestAllowsNoMore() throws {
    let manifest = try SourceTree.manifest()
    for (target, modules) in Self.table {
      #expect(try Self.dependencies(of: target, manifest) == modules, "\(target)")
    }
  }

  @Test func nothingFlowsBack() {
    // A target that imports another is never imported by it, however long the way round.
    for target in Self.table.keys {
      var reached: Set<String> = []
      var pending = Array(Self.table[target, default: []])
      while let next = pending.popLast() {
        if reached.insert(next).inserted { pending += Self.table[next, default: []] }
      }
      #expect(!reached.contains(target), "\(target) comes back to itself")
    }
  }

  @Test func noTypeIsNamedAfterItsModule() {
    for file in SourceTree.sources {
      for keyword in ["struct", "enum", "class", "actor", "protocol", "typealias"] {
        let declaration = "\(keyword) \(file.target)"
        let declares = file.lines.contains { line in
          guard let range = line.range(of: declaration) else { return false }
          return !(line[range.upperBound...].first.map { $0.isLetter || $0.isNumber } ?? false)
        }
        #expect(!declares, "\(file.path) declares \(declaration)")
      }
    }
  }

  private static func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword < 2, keyword + 1 < words.count,
        keyword == 0 || ["public", "internal", "package"].contains(words[0])
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  /// The names between the brackets that follow a target's name in the manifest.
  private static func dependencies(of target: String, _ manifest: String) throws -> Set<String> {
    let starts = [
      "library(\"\(target)\",", "library(\n      \"\(target)\",", "name: \"\(target)\"",
    ]
    let targets = try #require(manifest.range(of: "\n  targets: ["))
    let body = manifest[targets.upperBound...]
    let start = try #require(starts.compactMap { body.range(of: $0) }.first)
    let open = try #require(body[start.upperBound...].firstIndex(of: "["))
    let close = try #require(body[open...].firstIndex(of: "]"))
    let list = body[open...close].replacing("crypto", with: "\"Crypto\"")
      .replacing("isal", with: "\"CISAL\"").replacing("grdb", with: "\"GRDB\"")
      .replacing("sqlite", with: "\"GRDBSQLite\"")
    let names = list.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    return Set(names).filter { !$0.hasPrefix("swift-") }
  }
}

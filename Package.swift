// swift-tools-version: 6.2
import PackageDescription

/// Every own target: language mode 6, unsafe code spelled out, no warning survives.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

/// The history's file: connections, transactions and migrations, and the system's SQLite itself.
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")

/// The second inflate engine, where the trait wants it.
let isal: Target.Dependency = .target(name: "CISAL", condition: .when(traits: ["ISAL"]))

/// One library: what it knows is its name, what it may import is its dependency list.
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// Tests of one library, which may look inside it.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [])
  -> Target
{
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: house)
}

let package = Package(
  name: "quota-audit",
  platforms: [.macOS("26.0")],  // Span in Array is there from this release on.
  products: [
    .executable(name: "quota-audit", targets: ["quota-audit"]),
    // What Benchmarks, a package of its own, measures; no promise to others.
    .library(
      name: "AuditLibraries",
      targets: [
        "Bytes", "LogInput", "AccessLog", "LimitCatalog", "Usage", "Findings", "Reporting",
        "RunHistory", "LogSimulation",
      ]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Inflate files by ISA-L (libisal), several times as fast.")
  ],
  dependencies: [
    // Arguments, help, completion scripts, man page.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 of inputs, policies, tokens and finding ids.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Policy files with line and column of every key.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // The HTML page is a template, escaped by default.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    // SQLite for the history, which has to survive a crash at any byte and be read by other tools.
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // A header of our own: instructions that Swift cannot spell.
    .systemLibrary(name: "CIntrinsics"),
    library("Bytes", ["CIntrinsics"]),
    .systemLibrary(
      name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    library("LogInput", ["Bytes", "CZlib", isal, crypto]),
    library("AccessLog", ["Bytes"]),
    library("LimitCatalog", ["Bytes", "Yams", crypto]),
    library("Attribution", ["Bytes", "CIntrinsics", "AccessLog", "LimitCatalog"]),
    library("Usage", ["Bytes", "CZlib", "AccessLog", "LimitCatalog", "Attribution", crypto]),
    library("Findings", ["Bytes", "LimitCatalog", "Usage", crypto]),
    .target(
      name: "Reporting",
      dependencies: [
        "Bytes", "Findings", "LimitCatalog", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")], swiftSettings: house),
    library("RunHistory", ["Bytes", "Findings", grdb, sqlite, crypto]),
    library(
      "AuditPipeline",
      [
        "Bytes", "LogInput", "AccessLog", "LimitCatalog", "Attribution", "Usage", "Findings",
        "Reporting", "RunHistory",
      ]),
    library("LogSimulation", ["Bytes", "CZlib", crypto]),
    .executableTarget(
      name: "quota-audit",
      dependencies: [
        "Bytes", "AccessLog", "LimitCatalog", "Findings", "Reporting", "AuditPipeline",
        "LogSimulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),

    // A slow, obvious reading of the SPEC, and random logs for it.
    .target(
      name: "TestSupport", dependencies: ["Bytes", "Findings", "LimitCatalog", crypto],
      path: "Tests/TestSupport", swiftSettings: house),
    tests("LogInput", ["Bytes"], exclude: ["Corpus"]),
    tests("AccessLog", ["Bytes"]),
    tests("LimitCatalog", ["Bytes"]),
    tests("Attribution", ["Bytes", "AccessLog", "LimitCatalog"]),
    tests("Usage", ["Bytes", "AccessLog", "LimitCatalog", "Findings", "TestSupport"]),
    tests("Findings", ["Bytes", "AccessLog", "LimitCatalog", "Usage", "TestSupport"]),
    tests("Reporting", ["Bytes", "Findings", "LimitCatalog"]),
    tests(
      "AuditPipeline",
      [
        "Bytes", "LogInput", "AccessLog", "LimitCatalog", "Findings", "Reporting", "TestSupport",
      ]),
    tests("RunHistory", ["Bytes", "Findings", grdb, sqlite]),
    tests("LogSimulation", ["Bytes", "CZlib", crypto]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["quota-audit", "Bytes", "Findings", "RunHistory"],
      swiftSettings: house),
    .testTarget(name: "TidyTests", swiftSettings: house),
  ]
)

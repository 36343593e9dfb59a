// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing a benchmark needs ever becomes a dependency of the product.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "quota-audit-benchmarks",
  platforms: [.macOS("26.0")],
  traits: [.trait(name: "ISAL", description: "The product's own.")],
  dependencies: [
    .package(
      name: "quota-audit", path: "..",
      traits: [.trait(name: "ISAL", condition: .when(traits: ["ISAL"]))])
  ],
  targets: [
    .executableTarget(
      name: "micro",
      dependencies: [.product(name: "AuditLibraries", package: "quota-audit")],
      swiftSettings: house),
    // Writes long histories to measure `history` on.
    .executableTarget(
      name: "nights",
      dependencies: [.product(name: "AuditLibraries", package: "quota-audit")],
      swiftSettings: house),
  ]
)

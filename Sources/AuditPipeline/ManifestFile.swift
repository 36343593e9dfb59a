internal import Bytes
internal import Foundation
internal import LimitCatalog
internal import LogInput
public import Reporting

/// Why a manifest is none that can be verified.
public struct ManifestRefusal: Error, Sendable, Equatable {
  /// The reason for a reader.
  public let sentence: String
}

/// Reads a manifest, which may come from anywhere.
public struct ManifestFile: Sendable {
  /// Bytes of a manifest at most: a million inputs fit.
  private static let mostBytes = 256 << 20
  /// Outputs that a run could have.
  private static let mostOutputs = 64
  /// Bytes of an output at most.
  private static let mostOutputBytes: Int64 = 1 << 32
  private static let family = "quota-audit/manifest/"

  /// What it says; every name of an output is that of a file in its directory.
  public let manifest: RunManifest
  /// SHA-256 of the file, 64 hexadecimal digits.
  public let sha256: String

  private struct Layout: Decodable {
    var schema: String
  }

  /// The directory that is meant by its own path or by that of the manifest in it.
  public static func directory(of path: String) -> String {
    let name = RunCompanions.manifestName
    guard path == name || path.hasSuffix("/" + name),
      InputDiscovery.look(at: ByteString(path)) != .other
    else { return path }
    let directory = path.dropLast(name.utf8.count)
    return directory.isEmpty ? "." : directory == "/" ? "/" : String(directory.dropLast())
  }

  /// Reads the manifest in `directory`.
  public init(in directory: String) throws(ManifestRefusal) {
    let path = directory + "/" + RunCompanions.manifestName
    let bytes: [UInt8]
    do throws(OutputFile.Failure) {
      bytes = try OutputFile.read(path, atMost: ManifestFile.mostBytes)
    } catch {
      throw ManifestRefusal(
        sentence: "\"\(path)\" \(error.reason); name the directory that audit --manifest wrote to")
    }
    sha256 = Policy.sha256(of: bytes)
    manifest = try ManifestFile.decoded(bytes, path)
  }

  /// The manifest of a text.
  static func decoded(_ bytes: [UInt8], _ path: String) throws(ManifestRefusal) -> RunManifest {
    let data = Data(bytes)
    guard let layout = try? JSONDecoder().decode(Layout.self, from: data),
      layout.schema.hasPrefix(family)
    else { throw ManifestRefusal(sentence: "\"\(path)\" is no manifest of quota-audit") }
    guard layout.schema == RunManifest.schema else {
      throw ManifestRefusal(
        sentence: "\"\(path)\" has the schema \"\(layout.schema)\", this program reads "
          + "\"\(RunManifest.schema)\"; use the program that wrote it")
    }
    guard let manifest = try? JSONDecoder().decode(RunManifest.self, from: data) else {
      throw ManifestRefusal(sentence: "\"\(path)\" is damaged: a part of it is missing or wrong")
    }
    if let fault = fault(of: manifest) {
      throw ManifestRefusal(sentence: "\"\(path)\" is refused: \(fault)")
    }
    return manifest
  }

  /// What no manifest of this program says, nil if there is nothing.
  private static func fault(of manifest: RunManifest) -> String? {
    let names = manifest.outputs.map(\.name)
    if names.count > mostOutputs { return "it lists more outputs than a run has" }
    if Set(names).count < names.count { return "it lists an output twice" }
    if let name = names.first(where: { !isFileName($0) }) {
      return "the output \"\(name)\" is not the name of a file beside it"
    }
    for output in manifest.outputs where !(0...mostOutputBytes).contains(output.bytes) {
      return "the output \"\(output.name)\" has \(output.bytes) bytes"
    }
    let digests = manifest.inputs.map(\.sha256) + manifest.outputs.map(\.sha256)
    if !(digests + [manifest.policy?.sha256].compactMap { $0 }).allSatisfy(isDigest) {
      return "a SHA-256 in it is none"
    }
    if manifest.inputs.contains(where: { $0.path.isEmpty }) { return "an input has no name" }
    return nil
  }

  /// Whether a name leads nowhere else than to a visible file of a directory.
  private static func isFileName(_ name: String) -> Bool {
    (1...255).contains(name.utf8.count) && !name.hasPrefix(".")
      && name != RunCompanions.manifestName
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x5C }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

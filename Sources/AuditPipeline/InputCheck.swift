internal import Bytes
internal import Foundation
public import Findings
public import Reporting

/// Holds the inputs of a repeated run against those of a manifest.
public enum InputCheck {
  /// Of an input that is not there any more.
  public static let missing = "is missing"

  /// Why an input cannot be read again as it was, in words behind its name; nil if it seems that it can. Opens
  /// nothing: a manifest may name a FIFO.
  public static func obstacle(to input: RunManifest.Input) -> String? {
    if input.path == "-" { return "was standard input, which cannot be read again" }
    let path = URL(fileURLWithPath: input.path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return missing
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      return "is no regular file, and cannot be read again"
    }
    if let size = attributes[.size] as? NSNumber, size.int64Value != input.bytes {
      return "has \(size) bytes, and the manifest lists \(input.bytes)"
    }
    return nil
  }

  /// The inputs of a manifest that a repeated run read differently: their names, and why.
  public static func faults(
    of manifest: RunManifest, in report: AuditReport
  ) -> [(path: String, reason: String)] {
    let now = Dictionary(
      report.inputs.map { (RunManifest.Input($0).path, RunManifest.Input($0)) },
      uniquingKeysWith: { first, _ in first })
    let changed: [(path: String, reason: String)] = manifest.inputs.compactMap { input in
      guard let read = now[input.path] else {
        return (input.path, obstacle(to: input) ?? "could not be read")
      }
      if read.sha256 == input.sha256 { return nil }
      return (input.path, "has another SHA-256 than the manifest lists")
    }
    let missingNow = Set(report.missingInputs.map(\.text))
    let appeared = manifest.missingInputs.filter { !missingNow.contains($0) }
    return changed + appeared.map { ($0, "could not be read then, and can be now") }
  }

  /// Why an input that could not be read then must not be tried again, in words behind its name; nil where
  /// it is still missing or is a file. Opens nothing: what never ends, or waits for a writer, is not read
  /// because a manifest says so.
  public static func obstacle(toMissing path: String) -> String? {
    if path == "-" { return "is standard input, which cannot be read again" }
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    guard let type = attributes?[.type] as? FileAttributeType, type != .typeRegular else {
      return nil
    }
    return "could not be read then, and is there now, but is no regular file"
  }
}

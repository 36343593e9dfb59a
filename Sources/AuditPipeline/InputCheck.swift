public import Bytes
public import Findings
internal import LogInput
public import Reporting

/// Holds the inputs of a repeated run against those of a manifest.
public enum InputCheck {
  /// Of an input that is not there any more.
  public static let missing = "is missing"

  /// Of a name that is not shown whole.
  static let isHidden = "holds what no output shows, so it cannot be found again"

  /// Why an input cannot be read again as it was, in words behind its name; nil if it seems that it can. Opens
  /// nothing: a manifest may name a FIFO.
  public static func obstacle(to input: RunManifest.Input, at place: ByteString) -> String? {
    if let obstacle = input.obstacle ?? obstacle(toReading: place) { return obstacle }
    guard case .file(let bytes) = InputDiscovery.look(at: place) else { return missing }
    return bytes == input.bytes ? nil : "has \(bytes) bytes, and the manifest lists \(input.bytes)"
  }

  /// Why what is at `place` can be read but once, in words behind its name; nil of a file and of what is not
  /// there.
  static func obstacle(toReading place: ByteString) -> String? {
    if place == .dash { return "was standard input, which cannot be read again" }
    return InputDiscovery.look(at: place) == .other
      ? "is no regular file, and cannot be read again" : nil
  }

  /// The inputs of a manifest that a repeated run read differently: their names, and why.
  public static func faults(
    of manifest: RunManifest, at places: [ByteString: ByteString], in report: AuditReport
  ) -> [(path: String, reason: String)] {
    let now = Dictionary(
      report.inputs.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let changed: [(path: String, reason: String)] = manifest.inputs.compactMap { input in
      guard let read = now[input.name] else {
        return (
          input.path,
          obstacle(to: input, at: places[input.name] ?? input.name) ?? "could not be read"
        )
      }
      if read == input.sha256 { return nil }
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
    guard InputDiscovery.look(at: ByteString(path)) == .other else { return nil }
    return "could not be read then, and is there now, but is no regular file"
  }
}

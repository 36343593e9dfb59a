internal import Bytes
internal import LogInput
internal import Usage

/// What an increase request is drawn from.
enum IncreaseInputs {
  /// Logs.
  case logs
  /// Usage files, by path.
  case usage([String])

  /// Looks at the first bytes of all inputs; logs and usage files together, and what can be read but
  /// once, are refused.
  init(_ arguments: [ByteString]) throws(IncreaseError) {
    let sources = InputDiscovery.expand(arguments).inputs
    if let stream = sources.first(where: { $0.kind != .file }) {
      throw .stream(stream.path.text)
    }
    let isUsage = sources.map { IncreaseInputs.isUsageFile($0.path.text) }
    guard let usage = isUsage.firstIndex(of: true) else {
      self = .logs
      return
    }
    if let log = isUsage.firstIndex(of: false) {
      throw .mixed(log: sources[log].path.text, usage: sources[usage].path.text)
    }
    self = .usage(sources.map(\.path.text))
  }

  /// Whether a file begins as a usage file does; one that cannot be read does not.
  private static func isUsageFile(_ path: String) -> Bool {
    guard let file = try? SystemFile(reading: path) else { return false }
    var start: [UInt8] = []
    while start.count < UsageFileReader.startSize {
      guard let bytes = try? file.read(UsageFileReader.startSize - start.count), !bytes.isEmpty
      else { break }
      start += bytes
    }
    return UsageFileReader.isStart(start)
  }
}

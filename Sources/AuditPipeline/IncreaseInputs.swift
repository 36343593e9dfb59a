internal import Bytes
internal import LogInput
internal import Usage

/// What an increase request is drawn from.
struct IncreaseInputs {
  /// What the inputs are.
  enum Kind {
    /// Logs.
    case logs
    /// Usage files, by path.
    case usage([String])
  }

  /// What the inputs are; logs where there is none.
  let kind: Kind
  /// Why usage files that were named could not be read, one sentence each. Reading logs tells that itself.
  let reasons: [String]

  /// Looks at the first bytes of all inputs; logs and usage files together, and what can be read but
  /// once, are refused.
  init(_ arguments: [ByteString]) throws(IncreaseRefusal) {
    let (sources, missing) = InputDiscovery.expand(arguments)
    var reasons = missing.map { SecretMask.masked($0.sentence) }
    if let stream = sources.first(where: { $0.kind != .file }) {
      throw IncreaseRefusal(.stream(stream.path.text), reasons: reasons)
    }
    var (logs, usage): ([String], [String]) = ([], [])
    for path in sources.map(\.path.text) {
      do {
        if try IncreaseInputs.isUsageFile(path) { usage.append(path) } else { logs.append(path) }
      } catch {
        reasons.append(SecretMask.masked("\"\(path)\" cannot be read: \(error.cause)"))
      }
    }
    if let log = logs.first, let usage = usage.first {
      throw IncreaseRefusal(.mixed(log: log, usage: usage), reasons: reasons)
    }
    kind = usage.isEmpty ? .logs : .usage(usage)
    self.reasons = usage.isEmpty ? [] : reasons
  }

  /// Whether a file begins as a usage file does.
  private static func isUsageFile(_ path: String) throws(SystemFile.Failure) -> Bool {
    let file = try SystemFile(reading: path)
    var start: [UInt8] = []
    while start.count < UsageFileReader.startSize {
      let bytes = try file.read(UsageFileReader.startSize - start.count)
      if bytes.isEmpty { break }
      start += bytes
    }
    return UsageFileReader.isStart(start)
  }
}

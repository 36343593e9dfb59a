internal import Findings
internal import Usage

/// Writes the usage of a scan as usage files.
public enum UsageOutput {
  /// Files over which the usage of a scan can be divided, at most.
  public static let mostShards = UsageShardPlace.most

  /// Writes one file, or with several `shards` `path.1-of-5` to `path.5-of-5`: all are written before the
  /// first is put in its place. Throws `OutputError`.
  public static func write(_ usage: AuditUsage, to path: String, shards: Int = 1) throws {
    let headers = try headers(usage, shards)
    try TemporaryFile.write(paths(path, shards)) { files in
      try usage.usage.write(headers: headers) { file, bytes in try files[file].write(bytes) }
    }
  }

  /// Writes one file piece by piece, the first bytes first.
  public static func write(_ usage: AuditUsage, _ write: ([UInt8]) throws -> Void) throws {
    try usage.usage.write(headers: headers(usage, 1)) { _, bytes in try write(bytes) }
  }

  /// Where `write` puts its files.
  public static func paths(_ path: String, _ shards: Int) -> [String] {
    shards == 1 ? [path] : (1...shards).map { "\(path).\($0)-of-\(shards)" }
  }

  private static func headers(_ usage: AuditUsage, _ shards: Int) throws -> [[UInt8]] {
    try (1...shards).map {
      try UsageHeader(usage.facts, UsageShardPlace(index: $0, count: shards)).text()
    }
  }
}

internal import ArgumentParser
internal import AuditPipeline
internal import Foundation

/// How much memory usage may take, and where what does not fit goes.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory for usage, e.g. 512M or 4GiB, at least 16M; what does not fit goes to --tmp, and no "
        + "number in the reports depends on it. Default: a quarter of the machine's.",
      valueName: "size"))
  var memory: String?

  @Option(
    help: ArgumentHelp(
      "Directory for temporary files, which have no names and vanish with the program. Default: "
        + "TMPDIR, else /tmp.", valueName: "dir"),
    completion: .directory)
  var tmp: String?

  /// The least that can be asked for, in bytes.
  private static let least = 16 << 20

  /// Where temporary files go that no directory is named for.
  static var usualDirectory: String {
    let environment = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
    return environment.isEmpty ? "/tmp" : environment
  }

  /// What the options come to: bytes for usage, and where the rest goes.
  struct Room {
    var bytes: Int
    var directory: String
  }

  /// Puts the options into a request.
  func apply(to request: inout AuditRequest) throws(Failure) {
    let room = try resolve()
    request.memoryBytes = room.bytes
    request.temporaryDirectory = room.directory
  }

  /// The room for usage; reads and makes nothing.
  func resolve() throws(Failure) -> Room {
    var bytes = max(Self.least, Int(clamping: ProcessInfo.processInfo.physicalMemory / 4))
    if let text = memory {
      guard let size = MemorySize.bytes(text) else {
        throw .usage(
          "--memory \"\(text)\" is no size; give a number of bytes, or one with K, M, G or T, such "
            + "as 512M")
      }
      guard size >= Self.least else {
        throw .usage("--memory \"\(text)\" is too little; give at least 16M")
      }
      bytes = size
    }
    let directory = tmp ?? MemoryOptions.usualDirectory
    // Of the default nothing is said before it is needed.
    if tmp != nil, let obstacle = OutputPlacement.obstacle(toFilesIn: directory) {
      throw .cannotWrite(obstacle.sentence)
    }
    return Room(bytes: bytes, directory: directory)
  }
}

/// Sizes as people write them.
enum MemorySize {
  /// The bytes of `512M`, `512MB`, `512MiB` (all 1024-fold, letters in any case) or a plain
  /// number; nil
  /// of anything else and of what does not fit.
  static func bytes(_ text: String) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...18).contains(digits.count), let number = Int(String(digits) ?? "") else {
      return nil
    }
    let unit = text.dropFirst(digits.count).lowercased()
    let powers = ["": 0, "b": 0, "k": 1, "m": 2, "g": 3, "t": 4]
    var letter = unit
    for ending in ["ib", "b"] where letter.count > ending.count && letter.hasSuffix(ending) {
      letter.removeLast(ending.count)
      break
    }
    guard let power = powers[letter], letter != "b" || unit == "b" else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (10 * power))
    return overflow ? nil : bytes
  }
}

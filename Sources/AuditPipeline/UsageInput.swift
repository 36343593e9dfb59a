internal import Findings
internal import Usage

/// A usage file that was opened: its header, and its entries to come.
struct UsageInput {
  /// As given; `-` is standard input.
  let file: String
  let header: UsageHeader
  let reader: UsageFileReader

  /// Opens a usage file and reads its header.
  init(_ file: String) throws(UsageRefusal) {
    self.file = file
    do {
      let bytes = try UsageBytesInFile(file)
      reader = try UsageFileReader(bytes) { _ in nil }
      header = try UsageHeader.read(reader.header)
      bytes.rest()
    } catch {
      throw UsageRefusal(file: file, cause: UsageInput.cause(error))
    }
  }

  /// Runs `body`, which reads entries of `inputs`; what goes wrong with one of them names it.
  static func reading<Result>(_ inputs: [UsageInput], _ body: () throws -> Result) throws -> Result
  {
    do {
      return try body()
    } catch let error as UsageReadFailure {
      throw UsageRefusal(file: error.file, cause: .unreadable(error.cause))
    } catch {
      guard let broken = inputs.first(where: { $0.reader.failure != nil }) else { throw error }
      throw UsageRefusal(
        file: broken.file, cause: UsageInput.cause(broken.reader.failure ?? .noUsageFile))
    }
  }

  private static func cause(_ error: any Error) -> UsageRefusal.Cause {
    switch error {
    case let error as UsageRefusal.Cause: error
    case let error as SystemFile.Failure: .unreadable(error.cause)
    case let error as UsageReadFailure: .unreadable(error.cause)
    case UsageFileError.newerVersion(let version): .newerVersion(version)
    case UsageFileError.truncated(let offset): .truncated(offset: offset)
    case UsageFileError.corrupt(let offset): .corrupt(offset: offset)
    default: .noUsageFile
    }
  }
}

/// Reading the entries of a usage file failed, for a reason that is the system's.
private struct UsageReadFailure: Error {
  var file: String
  var cause: String
}

/// The bytes of a file, one after the other. A file that rests is not open: there may be more of them than a
/// program may have open at once.
private final class UsageBytesInFile: ByteSource {
  /// What is read at once: a broken size in a file takes no more memory than the file has bytes.
  private static let pieceSize = 1 << 20

  private let name: String
  /// Nil while it rests, and after its end.
  private var file: SystemFile?
  /// What it is; nil of what can be read but once, which stays open.
  private let identity: SystemFile.Identity?
  private var offset: Int64 = 0

  init(_ name: String) throws(SystemFile.Failure) {
    self.name = name
    let file = name == "-" ? SystemFile.standardInput : try SystemFile(reading: name)
    identity = name == "-" ? nil : try file.identity()
    self.file = file
  }

  /// Closes the file until more of it is wanted.
  func rest() {
    if identity != nil { file = nil }
  }

  func read(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let wanted = min(count - bytes.count, UsageBytesInFile.pieceSize)
      let piece: [UInt8]
      do throws(SystemFile.Failure) {
        piece = try next(wanted)
      } catch {
        throw UsageReadFailure(file: name, cause: error.cause)
      }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  private func next(_ count: Int) throws(SystemFile.Failure) -> [UInt8] {
    let file = try opened()
    if identity == nil { return try file.read(count) }
    let piece = try file.read(count, at: offset)
    offset += Int64(piece.count)
    if piece.isEmpty { self.file = nil }
    return piece
  }

  private func opened() throws(SystemFile.Failure) -> SystemFile {
    if let file { return file }
    let opened = try SystemFile(reading: name)
    guard try opened.identity() == identity else {
      throw SystemFile.Failure(cause: "it was replaced while it was read")
    }
    file = opened
    return opened
  }
}

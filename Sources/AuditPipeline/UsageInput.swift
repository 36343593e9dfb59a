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
      reader = try UsageFileReader(UsageBytesInFile(file)) { _ in nil }
      header = try UsageHeader.read(reader.header)
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

/// The bytes of a file, one after the other.
private final class UsageBytesInFile: ByteSource {
  /// What is read at once: a broken size in a file takes no more memory than the file has bytes.
  private static let pieceSize = 1 << 20

  private let name: String
  private let file: SystemFile

  init(_ name: String) throws(SystemFile.Failure) {
    self.name = name
    file = name == "-" ? SystemFile.standardInput : try SystemFile(reading: name)
  }

  func read(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let wanted = min(count - bytes.count, UsageBytesInFile.pieceSize)
      let piece: [UInt8]
      do throws(SystemFile.Failure) {
        piece = try file.read(wanted)
      } catch {
        throw UsageReadFailure(file: name, cause: error.cause)
      }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }
}

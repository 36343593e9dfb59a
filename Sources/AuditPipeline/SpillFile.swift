internal import Usage

/// A temporary file that has no name: runs that did not fit in memory, one behind the other. Nothing of it
/// can be left behind, however the program ends.
final class SpillFile: Sendable {
  private let directory: String
  private let file: SystemFile

  /// Makes a file below `directory`.
  init(in directory: String) throws(OutputError) {
    self.directory = directory
    do throws(SystemFile.Failure) {
      file = try SystemFile(unnamedIn: directory)
    } catch {
      throw OutputError(path: directory, cause: error.cause)
    }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    do throws(SystemFile.Failure) {
      try file.write(bytes)
    } catch {
      throw OutputError(path: directory, cause: error.cause)
    }
  }

  /// The bytes in `range`, to be read once.
  func part(_ range: Range<Int64>) -> FilePart {
    FilePart(self, range)
  }

  fileprivate func read(_ count: Int, at offset: Int64) throws(OutputError) -> [UInt8] {
    do throws(SystemFile.Failure) {
      return try file.read(count, at: offset)
    } catch {
      throw OutputError(path: directory, cause: error.cause)
    }
  }
}

/// A stretch of a spill file.
final class FilePart: ByteSource {
  private let file: SpillFile
  private var rest: Range<Int64>

  fileprivate init(_ file: SpillFile, _ range: Range<Int64>) {
    self.file = file
    rest = range
  }

  func read(_ count: Int) throws -> [UInt8] {
    let bytes = try file.read(min(count, rest.count), at: rest.lowerBound)
    rest = rest.lowerBound + Int64(bytes.count)..<rest.upperBound
    return bytes
  }
}

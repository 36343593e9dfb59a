internal import Foundation

/// Reads files of settings that a command line names.
enum SettingsFile {
  /// Why a file cannot be read, in words that say what to mend.
  struct ReadError: Error {
    var reason: String
  }

  /// The bytes of a file, or of a FIFO as shells make them for `<(...)`.
  static func read(_ path: String) throws(ReadError) -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return try [UInt8](handle.readToEnd() ?? Data())
    } catch {
      throw ReadError(reason: reason(path))
    }
  }

  private static func reason(_ path: String) -> String {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return "there is no such file"
    }
    if attributes[.type] as? FileAttributeType == .typeDirectory { return "it is a directory" }
    return "it may not be read, or reading failed"
  }
}

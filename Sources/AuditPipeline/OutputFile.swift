internal import Foundation
internal import LimitCatalog
public import Reporting

/// Holds what a run wrote against what it should have written.
public enum OutputFile {
  /// Why a file cannot be read.
  struct Failure: Error {
    /// Words behind the file's name.
    var reason: String
  }

  /// What is wrong with an output of a manifest, in words behind its name; nil if it is as listed.
  public static func fault(of output: RunManifest.Output, in directory: String) -> String? {
    let path = directory + "/" + output.name
    do throws(Failure) {
      let size = try size(path)
      if size != output.bytes {
        return "has \(size) bytes, and the manifest lists \(output.bytes)"
      }
      let content = try read(path, atMost: Int(output.bytes))
      return Policy.sha256(of: content) == output.sha256
        ? nil : "has another SHA-256 than the manifest lists"
    } catch {
      return error.reason
    }
  }

  /// How a file in a directory differs from what was made again, in words behind its name; nil if not at
  /// all.
  public static func difference(of file: ReportFile, in directory: String) -> String? {
    let content: [UInt8]
    do throws(Failure) {
      content = try read(directory + "/" + file.name, atMost: file.content.count + 1)
    } catch {
      return error.reason
    }
    if content == file.content { return nil }
    let same = zip(content, file.content).prefix { $0 == $1 }.count
    let line = content[..<same].count { $0 == 0x0A } + 1
    return "differs from the re-run, first at byte \(same + 1), in line \(line)"
  }

  /// The first bytes of a regular file, at most `limit`.
  static func read(_ path: String, atMost limit: Int) throws(Failure) -> [UInt8] {
    _ = try size(path)
    do throws(SystemFile.Failure) {
      let file = try SystemFile(reading: path)
      var bytes: [UInt8] = []
      while bytes.count < limit {
        let piece = try file.read(min(limit - bytes.count, 1 << 20))
        if piece.isEmpty { break }
        bytes += piece
      }
      return bytes
    } catch {
      throw Failure(reason: "cannot be read: \(error.cause)")
    }
  }

  /// The size of a regular file; nothing else is opened, and no link followed: what a manifest names may
  /// have been put there by anyone.
  static func size(_ path: String) throws(Failure) -> Int64 {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw Failure(reason: "is missing")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? NSNumber
    else { throw Failure(reason: "is no regular file") }
    return size.int64Value
  }
}

internal import Bytes
internal import Findings

/// Why a key file is not used; its content is never quoted.
public struct KeyFileRefusal: Error, Sendable, Equatable {
  /// What is wrong with the file.
  enum Cause: Sendable, Equatable {
    /// It cannot be opened or read; the operating system's words.
    case unreadable(String)
    /// It is a directory, FIFO, device or socket.
    case irregular
    /// It belongs to somebody else.
    case foreign
    /// Others than its owner may do something with it; its mode.
    case open(mode: UInt32)
    /// It has so few bytes.
    case short(Int)
    /// It has more bytes than any key.
    case long
  }

  /// The file, as given.
  let path: String
  let cause: Cause

  /// The reason for a reader: what is wrong and how to mend it.
  public var sentence: String {
    let shown = SecretMask.masked(path)
    let file = "the key file \"\(shown)\""
    let least = Pseudonyms.shortestKey
    switch cause {
    case .unreadable(let reason): return file + " cannot be read: \(reason)"
    case .irregular: return file + " is no regular file; name one that holds a key"
    case .foreign:
      return file + " belongs to another user, who may change it; make a copy of your own"
    case .open(let mode):
      return file + " has mode 0\(String(mode, radix: 8)), so others may use it; "
        + "use: chmod 600 \(KeyFileRefusal.quoted(shown))"
    case .short(let count):
      return file + " holds \(count) bytes, and a key has at least \(least); "
        + "use: (umask 077; openssl rand -hex 32 > \(KeyFileRefusal.quoted(shown)))"
    case .long: return file + " holds more than \(KeyFile.longest) bytes, which is no key"
    }
  }

  /// The path as a word of a shell.
  private static func quoted(_ path: String) -> String {
    let plain = path.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-".unicodeScalars.contains($0)
    }
    return plain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}

/// Reads the secret that pseudonyms are made by.
public enum KeyFile {
  /// Bytes of a key file at most.
  static let longest = 65_536

  /// The key: all bytes but a line end behind them, which editors and `echo` add.
  ///
  /// The file is opened once and judged as it is then: a regular file of the user who runs the program,
  /// mode 0600 or stricter.
  public static func read(_ path: String) throws(KeyFileRefusal) -> [UInt8] {
    let content: [UInt8]
    let attributes: SystemFile.Attributes
    do throws(SystemFile.Failure) {
      let file = try SystemFile(inspecting: path)
      attributes = try file.attributes()
      content = attributes.isRegular ? try file.read(longest + 1, at: 0) : []
    } catch {
      throw KeyFileRefusal(path: path, cause: .unreadable(error.cause))
    }
    guard attributes.isRegular else { throw KeyFileRefusal(path: path, cause: .irregular) }
    guard attributes.isOurs else { throw KeyFileRefusal(path: path, cause: .foreign) }
    guard attributes.mode & ~0o600 == 0 else {
      throw KeyFileRefusal(path: path, cause: .open(mode: attributes.mode))
    }
    guard content.count <= longest else { throw KeyFileRefusal(path: path, cause: .long) }
    let key = withoutLineEnd(content)
    guard key.count >= Pseudonyms.shortestKey else {
      throw KeyFileRefusal(path: path, cause: .short(key.count))
    }
    return key
  }

  private static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    if result.last == 0x0A { result.removeLast() }
    if result.count < bytes.count, result.last == 0x0D { result.removeLast() }
    return result
  }
}

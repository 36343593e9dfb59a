internal import Bytes

/// Names as words of a command line.
enum ShellWord {
  /// The path as one word for a shell, never taken for an option.
  ///
  /// `'...'` where everything is to be seen, else `$'...'` of bash, zsh and POSIX 2024 with `\xHH` for
  /// what is not: such a name is pasted whole, and shows no control characters to a terminal.
  static func quoted(_ path: ByteString) -> String {
    var bytes = path.bytes
    if bytes.first == 0x2D { bytes = [0x2E, 0x2F] + bytes }
    if let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy(isVisible)
    {
      let parts = text.split(separator: "'", omittingEmptySubsequences: false)
      return "'" + parts.joined(separator: "'\\''") + "'"
    }
    return "$'" + bytes.map(escaped).joined() + "'"
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      return false
    case .spaceSeparator: return scalar == " "
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x27, 0x5C: return "\\" + String(Unicode.Scalar(byte))
    case 0x20..<0x7F: return String(Unicode.Scalar(byte))
    default: return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
}

internal import Bytes

/// Arguments as the system passes them: a file's name need not be UTF-8, and Swift's text of it is not
/// its name then.
enum RawArguments {
  /// The bytes of an argument that was given as this text.
  static func bytes(of argument: String) -> ByteString {
    guard argument.unicodeScalars.contains("\u{FFFD}") else { return ByteString(argument) }
    for index in 1..<max(1, Int(CommandLine.argc)) {
      // SAFETY: the system keeps argc texts here, each ended by NUL, as long as the program runs.
      guard let text = unsafe CommandLine.unsafeArgv[index] else { continue }
      let bytes = unsafe Array(UnsafeBufferPointer(start: text, count: length(text)))
        .map { UInt8(bitPattern: $0) }
      if String(decoding: bytes, as: UTF8.self) == argument { return ByteString(bytes) }
    }
    return ByteString(argument)
  }

  /// Bytes before the NUL.
  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    // SAFETY: no byte behind the NUL is looked at.
    while unsafe text[count] != 0 { count += 1 }
    return count
  }
}

internal import Crypto

/// SHA-256 of an input as it is, built up piece by piece.
struct InputHash {
  private var hasher = SHA256()

  /// Adds `range` of `bytes`.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: rebasing checks the range; the hasher reads the bytes before the call returns.
      unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[range]))
    }
  }

  /// 64 lower-case hexadecimal digits of what was added so far.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hasher.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension InputSource {
  /// SHA-256 of a file as it is, 64 hexadecimal digits; nil where it cannot be read to its end.
  public func sha256() -> String? {
    guard let file = try? OpenFile(self) else { return nil }
    var hash = InputHash()
    var buffer = [UInt8](repeating: 0, count: RawInput.bufferSize)
    while let count = try? file.read(into: &buffer, from: 0) {
      if count == 0 { return hash.hexadecimal }
      hash.append(buffer, 0..<count)
    }
    return nil
  }
}

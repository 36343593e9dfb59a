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

internal import Crypto

/// Digests by which inputs and lines are known again.
public enum InputDigest {
  /// SHA-256 of an input as it is, 64 lower-case hexadecimal digits; reads it to its end.
  public static func sha256(of source: InputSource) throws(MissingInput) -> String {
    var input = try RawInput(opening: source, hashing: true)
    input.drain()
    return input.sha256
  }

  /// 64 bits that tell a line from others: the first eight bytes of its SHA-256, the highest first.
  public static func hash(ofLine line: some Sequence<UInt8>) -> UInt64 {
    SHA256.hash(data: Array(line)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

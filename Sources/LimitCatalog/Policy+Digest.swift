internal import Crypto

extension Policy {
  /// SHA-256 of a policy file as it is, 64 hexadecimal digits (SPEC section 7, `policy`).
  public static func sha256(of file: [UInt8]) -> String {
    SHA256.hash(data: file).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

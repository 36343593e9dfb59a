internal import Bytes
internal import Crypto

/// A finding that an audit of the night must report (SPEC section 6).
struct ExpectedFinding: Sendable {
  /// e.g. `learn.calls`
  var rule: String
  /// `violation`, `warning` or `notice`.
  var severity: String
  /// `proven`, `aligned` or nil.
  var certainty: String?
  /// Keys and values in the order of SPEC section 6, tokens already hashed.
  var subject: [(key: String, value: String)]
  var measured: Int
  var limit: Int
  var occurrences: Int
  var first: Instant?
  var last: Instant?
  /// Number of the planted line that is the earliest request behind it, nil where there is none.
  var witness: Int?

  /// The same problem has the same id in every run: 16 hexadecimal digits.
  var id: String {
    let text = subject.reduce(rule) { $0 + "\u{1F}" + $1.value }
    return Self.digits(of: text)
  }

  /// What stands for a token wherever something is written: `tok_` and 16 hexadecimal digits.
  static func tokenName(_ token: String) -> String {
    "tok_" + digits(of: token)
  }

  private static func digits(of text: String) -> String {
    var hexadecimal: [UInt8] = []
    for byte in SHA256.hash(data: Array(text.utf8)).prefix(8) {
      hexadecimal.appendHexadecimal(UInt64(byte), 2)
    }
    return String(decoding: hexadecimal, as: UTF8.self)
  }
}

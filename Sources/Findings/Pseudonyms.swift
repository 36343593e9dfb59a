public import Bytes
internal import Crypto

/// How much of the names of people reports show, `--privacy`.
public enum PrivacyLevel: String, Sendable, CaseIterable {
  /// Tokens are hashed, all else is shown.
  case standard
  /// Client addresses and user ids are pseudonyms too.
  case strict
}

/// What a report says of its privacy.
public struct PrivacyReport: Sendable, Equatable {
  /// How much is shown.
  public var level: PrivacyLevel
  /// Which key the pseudonyms are by, 8 hexadecimal digits: reports under one key have the same.
  public var keyID: String

  /// Pseudonyms of this level by the key of this id.
  public init(level: PrivacyLevel, keyID: String) {
    self.level = level
    self.keyID = keyID
  }
}

/// Names that only whoever has the key can lead back to people: the same name is the same pseudonym
/// under one key, in every run, and says nothing without it.
///
/// A pseudonym is a word that tells its kind and the first 16 hexadecimal digits of HMAC-SHA-256 (RFC
/// 2104) of that word, U+001F and the name. Without a key every one of the 2^32 IPv4 addresses could be
/// tried; with it nobody else can.
public struct Pseudonyms: Sendable {
  /// What the reports say of these pseudonyms.
  public let privacy: PrivacyReport
  private let key: [UInt8]

  /// Bytes of a key at least: 128 bits.
  public static let shortestKey = 16

  /// Pseudonyms by a key, which is used and never shown.
  public init(key: [UInt8], level: PrivacyLevel) {
    self.key = key
    let label = Array("quota-audit key id".utf8) + [Pseudonyms.separator]
    privacy = PrivacyReport(
      level: level, keyID: String(HexDigest.sha256(label + key).prefix(Pseudonyms.keyIDDigits)))
  }

  private static let separator: UInt8 = 0x1F
  private static let keyIDDigits = 8
  private static let digits = 16

  /// Whether addresses and user ids are hidden, and not tokens only.
  var isStrict: Bool { privacy.level == .strict }

  /// `cli_` and 16 digits for a client address; `-`, which is none, stays.
  func client(_ address: ByteString) -> ByteString { pseudonym("cli", address) }

  /// `usr_` and 16 digits for a user's id.
  func user(_ id: ByteString) -> ByteString { pseudonym("usr", id) }

  /// `tok_` and 16 digits for a token by its unkeyed shown form: no more of it is known where usage is
  /// read back (SPEC section 7).
  func token(_ shown: ByteString) -> ByteString { pseudonym("tok", shown) }

  /// How a report under this key shows the token of a scope.
  public func shown(_ scope: ReportScope) -> ByteString { token(scope.name) }

  private func pseudonym(_ kind: String, _ name: ByteString) -> ByteString {
    guard name != .dash else { return name }
    let text = Array(kind.utf8) + [Pseudonyms.separator] + name.bytes
    let code = HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key))
    return ByteString(kind + "_" + HexDigest.text(code).prefix(Pseudonyms.digits))
  }
}

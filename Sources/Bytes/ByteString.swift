/// A name as the log has it: equal if the bytes are, ordered by its bytes (SPEC section 1).
public struct ByteString: Hashable, Comparable, Sendable {
  /// The bytes, which need not be UTF-8.
  public var bytes: [UInt8]

  /// A name of these bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The UTF-8 bytes of a text of ours.
  public init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  /// The name for print: every maximal bad subpart is one U+FFFD (SPEC section 1).
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Eight bytes a step: names are keys wherever usage is judged.
  public func hash(into hasher: inout Hasher) {
    let span = bytes.span
    var position = 0
    while position + 8 <= span.count {
      hasher.combine(WordScan.word(span, position))
      position += 8
    }
    hasher.combine(WordScan.prefix(span, position, span.count - position))
    hasher.combine(span.count)
  }

  /// The name that stands for a missing one, `-`.
  public static let dash = ByteString("-")

  /// Byte by byte; a prefix comes first.
  public static func < (left: ByteString, right: ByteString) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Written as a text of one scalar a byte, U+0000 to U+00FF, since the bytes need not be UTF-8.
extension ByteString: Codable {
  /// Reads what `encode` wrote; a scalar above U+00FF is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    var bytes: [UInt8] = []
    for scalar in try container.decode(String.self).unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "a byte string holds a scalar above U+00FF")
      }
      bytes.append(byte)
    }
    self.init(bytes)
  }

  /// Writes the bytes.
  public func encode(to encoder: any Encoder) throws {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension ByteString: ExpressibleByStringLiteral {
  /// A name written in the source.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

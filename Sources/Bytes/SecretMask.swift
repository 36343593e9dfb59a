/// Hides what looks like an access token in text that people will read.
public enum SecretMask {
  /// The text with `***` for whatever follows `Bearer ` and for the values of `token=` and of every
  /// longer name that ends so, e.g. `access_token=`; names in any case.
  ///
  /// A secret ends at white space or a quote, a `token=` value at `&` and `#` too; one that starts
  /// with a quote ends at the same quote. Blanks may be written `+` or `%20`. O(n).
  public static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      guard let marker = marker(bytes, position) else {
        output.append(bytes[position])
        position += 1
        continue
      }
      let end = secretEnd(bytes, marker)
      output += bytes[position..<marker.end]
      if end > marker.end { output += Array("***".utf8) }
      position = end
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static let token = Array("token=".utf8)
  private static let bearerScheme = Array("bearer".utf8)
  private static let encodedBlank = Array("%20".utf8)

  /// Something a secret follows, up to where the secret starts.
  private struct Marker {
    var end: Int
    /// The quote the secret is in, or 0.
    var quote: UInt8 = 0
    var endsAtParameter = false
  }

  private static func marker(_ bytes: [UInt8], _ start: Int) -> Marker? {
    var result: Marker
    if let end = match(bytes, start, token) {
      result = Marker(end: end, endsAtParameter: true)
    } else if let end = bearer(bytes, start) {
      result = Marker(end: end)
    } else {
      return nil
    }
    if result.end < bytes.count, isQuote(bytes[result.end]) {
      result.quote = bytes[result.end]
      result.end += 1
    }
    while let end = bearer(bytes, result.end) { result.end = end }
    return result
  }

  /// Position after `Bearer` and its blanks, or nil.
  private static func bearer(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard let word = match(bytes, start, bearerScheme) else { return nil }
    var position = word
    while position < bytes.count {
      if let end = match(bytes, position, encodedBlank) {
        position = end
      } else if bytes[position] == 0x2B || isBlank(bytes[position]) {
        position += 1
      } else {
        break
      }
    }
    return position == word ? nil : position
  }

  /// Where the secret ends. One that holds a marker goes on behind that: what follows `Bearer ` is
  /// hidden wherever it stands.
  private static func secretEnd(_ bytes: [UInt8], _ first: Marker) -> Int {
    var current = first
    var position = first.end
    while position < bytes.count, !isEnd(bytes[position], of: current) {
      if let inner = marker(bytes, position) {
        current = inner
        position = inner.end
      } else {
        position += 1
      }
    }
    return position
  }

  private static func isEnd(_ byte: UInt8, of marker: Marker) -> Bool {
    if marker.quote != 0 { return byte == marker.quote }
    return isBlank(byte) || isQuote(byte)
      || marker.endsAtParameter && (byte == 0x26 || byte == 0x23)
  }

  /// Position after `word`, which is lower-case, in any case at `start`, or nil.
  private static func match(_ bytes: [UInt8], _ start: Int, _ word: [UInt8]) -> Int? {
    guard bytes.count - start >= word.count else { return nil }
    for index in word.indices where Ascii.lowercased(bytes[start + index]) != word[index] {
      return nil
    }
    return start + word.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x60
  }
}

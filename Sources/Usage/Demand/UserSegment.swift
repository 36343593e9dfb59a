internal import Bytes

/// Takes people's names out of the names of endpoints that leave the house.
///
/// An increase request goes to the vendor. A user's id with letters only cannot be told from a word of the
/// path, but for where it stands: behind `users`.
enum UserSegment {
  private static let users = Array("users".utf8)
  private static let placeholder = Array("{id}".utf8)
  private static let slash: UInt8 = 0x2F

  /// Puts `{id}` for every segment behind `users`, in any case of its letters, that is no placeholder.
  static func hide(in endpoint: inout [UInt8]) {
    var segments = endpoint.split(separator: slash, omittingEmptySubsequences: false)
    var isChanged = false
    for index in segments.indices.dropFirst()
    where segments[index - 1].lazy.map(Ascii.lowercased).elementsEqual(users) {
      guard let first = segments[index].first, first != 0x7B else { continue }
      segments[index] = placeholder[...]
      isChanged = true
    }
    if isChanged { endpoint = Array(segments.joined(separator: [slash])) }
  }

  /// The path that servers take a path for, so that no spelling of it hides what stands behind `users`:
  /// escapes of unreserved characters decoded, dot segments resolved (RFC 3986 sections 6.2.2.2 and
  /// 5.2.4), empty segments and the parameters of segments (section 3.3) left out. Nil where that is the
  /// path as it is. O(n).
  static func plainPath(_ bytes: Span<UInt8>, _ path: Range<Int>) -> [UInt8]? {
    var isPlain = true
    var previous: UInt8 = 0
    for index in path {
      let byte = bytes[index]
      switch byte {
      case 0x25, 0x3B: isPlain = false
      case slash, 0x2E: if previous == slash { isPlain = false }
      default: break
      }
      previous = byte
    }
    if isPlain { return nil }
    var copy: [UInt8] = []
    copy.append(bytes, path)
    var segments: [ArraySlice<UInt8>] = []
    let text = PercentDecoding.normalized(copy)
    for segment in text.split(separator: slash) {
      let word = segment.prefix { $0 != 0x3B }
      if word == [0x2E, 0x2E] {
        _ = segments.popLast()
      } else if !word.isEmpty, word != [0x2E] {
        segments.append(word)
      }
    }
    return [slash] + segments.joined(separator: [slash])
  }
}

internal import Bytes

/// Takes people's names out of the names of endpoints that leave the house.
///
/// An increase request goes to the vendor. A user's id with letters only cannot be told from a word of the
/// path, but for where it stands: behind `users`.
enum UserSegment {
  private static let users = Array("users".utf8)
  private static let placeholder = Array("{id}".utf8)

  /// Puts `{id}` for every segment behind `users`, in any case of its letters, that is no placeholder.
  static func hide(in endpoint: inout [UInt8]) {
    var segments = endpoint.split(separator: 0x2F, omittingEmptySubsequences: false)
    var isChanged = false
    for index in segments.indices.dropFirst()
    where segments[index - 1].lazy.map(Ascii.lowercased).elementsEqual(users) {
      guard let first = segments[index].first, first != 0x7B else { continue }
      segments[index] = placeholder[...]
      isChanged = true
    }
    if isChanged { endpoint = Array(segments.joined(separator: [0x2F])) }
  }
}

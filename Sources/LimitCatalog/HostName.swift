internal import Bytes

/// Hosts as requests and policies write them: in any case, perhaps with a port.
public enum HostName {
  /// The part of `range` without port: of `h:1` the `h`, of `[v6]:1` the `[v6]`.
  ///
  /// A bare IPv6 address (several colons) has no port; a colon is only a port's when nothing but
  /// digits follows it and something is before it.
  public static func withoutPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let colon = ByteSearch.last(0x3A, in: bytes, range), colon > range.lowerBound else {
      return range
    }
    for position in (colon + 1)..<range.upperBound where !Ascii.isDigit(bytes[position]) {
      return range
    }
    let host = range.lowerBound..<colon
    if bytes[host.lowerBound] == 0x5B {
      return ByteSearch.first(0x5D, in: bytes, host) == colon - 1 ? host : range
    }
    return ByteSearch.first(0x3A, in: bytes, host) == nil ? host : range
  }

  /// A host of the policy, lower-case and without port.
  static func normalized(_ text: String) -> ByteString {
    let bytes = Array(text.utf8)
    return ByteString(bytes[withoutPort(bytes.span, bytes.indices)].map(Ascii.lowercased))
  }
}

internal import Bytes
internal import LimitCatalog

extension Attributor {
  /// Appends a site: lower-case, without port. Nothing when it is absent (SPEC section 3).
  public static func appendSite(
    _ bytes: Span<UInt8>, _ raw: Range<Int>, to output: inout [UInt8]
  ) {
    appendLowercased(bytes, HostName.withoutPort(bytes, raw), to: &output)
  }

  /// Appends an application URI: without userinfo, query, fragment and one trailing `/`, otherwise
  /// as sent. Nothing when nothing is left.
  ///
  /// Userinfo is looked for where a URI has it, between `//` and the next `/`.
  public static func appendApplicationURI(
    _ bytes: Span<UInt8>, _ raw: Range<Int>, to output: inout [UInt8]
  ) {
    var end = raw.upperBound
    for position in raw where bytes[position] == 0x3F || bytes[position] == 0x23 {
      end = position
      break
    }
    if end > raw.lowerBound, bytes[end - 1] == 0x2F { end -= 1 }
    let range = raw.lowerBound..<end
    guard let authority = authority(bytes, range) else {
      output.append(bytes, range)
      return
    }
    output.append(bytes, range.lowerBound..<authority.lowerBound)
    output.append(bytes, withoutUserinfo(bytes, authority).lowerBound..<end)
  }

  /// Appends an `Origin` or `Referer` as lower-case `scheme://authority` without userinfo; one
  /// without `://`, such as `null`, as sent.
  public static func appendOrigin(
    _ bytes: Span<UInt8>, _ raw: Range<Int>, to output: inout [UInt8]
  ) {
    guard let authority = authority(bytes, raw),
      authority.lowerBound - raw.lowerBound >= 3, bytes[authority.lowerBound - 3] == 0x3A
    else {
      output.append(bytes, raw)
      return
    }
    appendLowercased(bytes, raw.lowerBound..<authority.lowerBound, to: &output)
    appendLowercased(bytes, withoutUserinfo(bytes, authority), to: &output)
  }

  /// What follows the first `://` (or a leading `//`) up to `/`, `?`, `#` or the end, or nil.
  private static func authority(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    while start + 1 < range.upperBound {
      if bytes[start] == 0x2F, bytes[start + 1] == 0x2F,
        start == range.lowerBound || bytes[start - 1] == 0x3A
      {
        break
      }
      start += 1
    }
    guard start + 1 < range.upperBound else { return nil }
    start += 2
    var end = start
    while end < range.upperBound, bytes[end] != 0x2F, bytes[end] != 0x3F, bytes[end] != 0x23 {
      end += 1
    }
    return start..<end
  }

  private static func withoutUserinfo(_ bytes: Span<UInt8>, _ authority: Range<Int>) -> Range<Int> {
    guard let at = ByteSearch.last(0x40, in: bytes, authority) else { return authority }
    return at + 1..<authority.upperBound
  }

  private static func appendLowercased(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
  ) {
    for position in range { output.append(Ascii.lowercased(bytes[position])) }
  }
}

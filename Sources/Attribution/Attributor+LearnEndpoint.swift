public import Bytes
internal import LimitCatalog

extension Attributor {
  /// Appends the name of a Learn endpoint, `METHOD path` with ids and names of people's things
  /// rewritten (SPEC section 3, "Learn endpoints"); an absent method is `-`.
  ///
  /// Segments are judged decoded and, where they are kept, printed as sent. O(n).
  public func appendLearnEndpoint(
    method: ByteSlice, path: ByteSlice, _ bytes: Span<UInt8>, to output: inout [UInt8]
  ) {
    appendMethod(method, bytes, to: &output)
    var end = path.end
    if path.count > 1, bytes[end - 1] == 0x2F { end -= 1 }
    var start = path.start
    while true {
      let slash = ByteSearch.first(0x2F, in: bytes, start..<end) ?? end
      appendSegment(bytes, start..<slash, to: &output)
      if slash == end { return }
      output.append(0x2F)
      start = slash + 1
    }
  }

  /// Appends the name of a token endpoint, `METHOD /oauth/token` whatever path is configured
  /// (SPEC 4.5); an absent method is `-`.
  public func appendTokenEndpoint(
    method: ByteSlice, _ bytes: Span<UInt8>, to output: inout [UInt8]
  ) {
    appendMethod(method, bytes, to: &output)
    output.append(contentsOf: KnewtonEndpoint.tokenPath.name.bytes)
  }

  private func appendMethod(
    _ method: ByteSlice, _ bytes: Span<UInt8>, to output: inout [UInt8]
  ) {
    if !method.isPresent { output.append(0x2D) }
    Attributor.append(bytes, method.range, to: &output)
    output.append(0x20)
  }

  private func appendSegment(
    _ bytes: Span<UInt8>, _ segment: Range<Int>, to output: inout [UInt8]
  ) {
    guard ByteSearch.first(0x25, in: bytes, segment) != nil else {
      switch SegmentShape(bytes, segment) {
      case .identifier: output += Attributor.identifier
      case .value: output += Attributor.value
      case .word: Attributor.append(bytes, segment, to: &output)
      case .named(let length):
        output.append(0x7B)
        Attributor.append(
          bytes, segment.lowerBound..<segment.lowerBound + length, to: &output)
        output.append(0x7D)
      }
      return
    }
    // The decoded segment stands at the end of the output for as long as it is judged, since that
    // is room that is there already.
    let mark = output.count
    output.append(0x7B)
    PercentDecoding.append(bytes, segment, plusIsBlank: false, to: &output)
    let shape = SegmentShape(output.span, mark + 1..<output.count)
    if case .named(let length) = shape {
      output.removeSubrange(mark + 1 + length..<output.count)
      output.append(0x7D)
      return
    }
    output.removeSubrange(mark..<output.count)
    switch shape {
    case .identifier: output += Attributor.identifier
    case .word: Attributor.append(bytes, segment, to: &output)
    default: output += Attributor.value
    }
  }

  private static let identifier = Array("{id}".utf8)
  private static let value = Array("{value}".utf8)
}

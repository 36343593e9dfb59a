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
    let isEncoded = ByteSearch.first(0x25, in: bytes, path.start..<end) != nil
    var start = path.start
    while true {
      var traits = SegmentTraits()
      let slash = traits.scan(bytes, start..<end, until: SegmentTraits.slash)
      if isEncoded {
        appendEncodedSegment(bytes, start..<slash, to: &output)
      } else {
        appendSegment(bytes, start..<slash, traits, to: &output)
      }
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
    output.append(bytes, method.range)
    output.append(0x20)
  }

  private func appendSegment(
    _ bytes: Span<UInt8>, _ segment: Range<Int>, _ traits: SegmentTraits,
    to output: inout [UInt8]
  ) {
    switch SegmentShape(bytes, segment, traits) {
    case .identifier: output += Attributor.identifier
    case .value: output += Attributor.value
    case .word: output.append(bytes, segment)
    case .named(let length):
      output.append(0x7B)
      output.append(bytes, segment.lowerBound..<segment.lowerBound + length)
      output.append(0x7D)
    }
  }

  /// As `appendSegment`, for one that may hold `%HH`.
  ///
  /// The decoded segment stands at the end of the output for as long as it is judged, since that is
  /// room that is there already.
  private func appendEncodedSegment(
    _ bytes: Span<UInt8>, _ segment: Range<Int>, to output: inout [UInt8]
  ) {
    let mark = output.count
    output.append(0x7B)
    PercentDecoding.append(bytes, segment, plusIsBlank: false, to: &output)
    let decoded = mark + 1..<output.count
    var traits = SegmentTraits()
    // A decoded slash is part of the segment, so nothing stops the pass.
    _ = traits.scan(output.span, decoded, until: 0)
    let shape = SegmentShape(output.span, decoded, traits)
    if case .named(let length) = shape {
      output.removeSubrange(decoded.lowerBound + length..<decoded.upperBound)
      output.append(0x7D)
      return
    }
    output.removeSubrange(mark..<output.count)
    switch shape {
    case .identifier: output += Attributor.identifier
    case .word: output.append(bytes, segment)
    default: output += Attributor.value
    }
  }

  private static let identifier = Array("{id}".utf8)
  private static let value = Array("{value}".utf8)
}

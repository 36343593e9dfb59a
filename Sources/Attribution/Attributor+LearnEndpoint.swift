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
    // Words stay as they are, so they are copied together with all that stays before them: the method,
    // too, where one blank stands between it and the path, as it does in a log.
    var kept = path.start
    if method.isPresent, method.end + 1 == path.start, bytes[method.end] == 0x20 {
      kept = method.start
    } else {
      appendMethod(method, bytes, to: &output)
    }
    var end = path.end
    if path.count > 1, bytes[end - 1] == 0x2F { end -= 1 }
    let isEncoded = ByteSearch.first(0x25, in: bytes, path.start..<end) != nil
    var start = path.start
    var scan = SegmentScan(bytes, start..<end)
    while true {
      let (traits, slash) = scan.next(bytes, from: start, endsAtSlash: true)
      if isEncoded {
        output.append(bytes, kept..<start)
        appendEncodedSegment(bytes, start..<slash, to: &output)
        kept = slash
      } else if !SegmentShape.isPlainWord(bytes, start..<slash, traits) {
        let shape = SegmentShape(bytes, start..<slash, traits)
        if shape != .word {
          output.append(bytes, kept..<start)
          append(shape, bytes, start..<slash, to: &output)
          kept = slash
        }
      }
      if slash == end { break }
      start = slash + 1
    }
    output.append(bytes, kept..<end)
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

  private func append(
    _ shape: SegmentShape, _ bytes: Span<UInt8>, _ segment: Range<Int>, to output: inout [UInt8]
  ) {
    switch shape {
    case .identifier: output.append(identifier.span, identifier.indices)
    case .value: output.append(value.span, value.indices)
    case .word: output.append(bytes, segment)
    case .named(let length):
      output.append(0x7B)
      output.append(bytes, segment.lowerBound..<segment.lowerBound + length)
      output.append(0x7D)
    }
  }

  /// Appends what a segment becomes that may hold `%HH`.
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
    var scan = SegmentScan(output.span, decoded)
    // A decoded slash is part of the segment, so nothing stops the pass.
    let (traits, _) = scan.next(output.span, from: decoded.lowerBound, endsAtSlash: false)
    let shape = SegmentShape(output.span, decoded, traits)
    if case .named(let length) = shape {
      output.removeSubrange(decoded.lowerBound + length..<decoded.upperBound)
      output.append(0x7D)
      return
    }
    output.removeSubrange(mark..<output.count)
    switch shape {
    case .identifier: output.append(identifier.span, identifier.indices)
    case .word: output.append(bytes, segment)
    default: output.append(value.span, value.indices)
    }
  }
}

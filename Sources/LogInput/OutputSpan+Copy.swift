extension OutputSpan<UInt8> {
  /// Appends `range` of `bytes`, which must fit, in one move of memory.
  mutating func append(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    precondition(range.count <= freeCapacity, "more bytes than room")
    if range.isEmpty { return }
    unsafe bytes.withUnsafeBufferPointer { source in
      unsafe withUnsafeMutableBufferPointer { target, count in
        // SAFETY: the range lies within the source, its count within the free part of the target,
        // and the two are different memory: the target is held exclusively.
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + count).initialize(from: from + range.lowerBound, count: range.count)
        count += range.count
      }
    }
  }
}

internal import CZlib

#if ISAL
  internal import CISAL
#endif

/// CRC-32 (RFC 1952) and length of bytes seen so far.
struct Checksum: Equatable {
  /// CRC-32 of the bytes.
  private(set) var crc: UInt32 = 0
  /// Number of bytes.
  private(set) var count: Int64 = 0

  /// Adds `range` of `bytes` to the end.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    if range.isEmpty { return }
    let before = crc
    crc = unsafe bytes.withUnsafeBufferPointer { buffer in
      // SAFETY: the range was checked against the buffer and is not empty.
      let part = unsafe UnsafeBufferPointer(rebasing: buffer[range])
      #if ISAL
        return unsafe crc32_gzip_refl(before, part.baseAddress, UInt64(part.count))
      #else
        let after = unsafe crc32_z(UInt(before), part.baseAddress, part.count)
        return UInt32(truncatingIfNeeded: after)
      #endif
    }
    count += Int64(range.count)
  }

  /// Adds the bytes of another checksum to the end; O(log n), without seeing the bytes again.
  mutating func append(_ other: Checksum) {
    if other.count == 0 { return }
    crc = UInt32(truncatingIfNeeded: crc32_combine(UInt(crc), UInt(other.crc), Int(other.count)))
    count += other.count
  }
}

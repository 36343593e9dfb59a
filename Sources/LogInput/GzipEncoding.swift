internal import CZlib

/// Writes gzip (RFC 1952).
public enum GzipEncoding {
  /// One member: no name, no time and no system, so that equal content makes equal bytes wherever the
  /// same zlib is.
  public static func member(_ content: [UInt8]) -> [UInt8] {
    // Magic, deflate, no flags, no time, no extra flags, system unknown.
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    // What compress2 writes is deflate between two bytes of header and four of checksum (RFC 1950).
    bytes += deflated(content).dropFirst(2).dropLast(4)
    var checksum = Checksum()
    checksum.append(content.span, 0..<content.count)
    for number in [checksum.crc, UInt32(truncatingIfNeeded: content.count)] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return bytes
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var size = compressBound(uLong(content.count))
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      // SAFETY: zlib reads `content.count` bytes and writes at most `size`, which is the capacity.
      let status = unsafe content.withUnsafeBufferPointer {
        unsafe compress2(buffer.baseAddress, &size, $0.baseAddress, uLong($0.count), 6)
      }
      // The bound leaves room for any content, so only a lack of memory is left.
      precondition(status == Z_OK, "zlib has no memory to compress the evidence")
      count = Int(size)
    }
  }
}

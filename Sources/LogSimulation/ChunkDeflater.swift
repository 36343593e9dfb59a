internal import CZlib

/// Compresses chunks one by one into pieces that together make one gzip member (RFC 1952).
///
/// Every piece ends at a byte boundary by a sync flush and refers to no other piece, so pieces can
/// be made in parallel and written in order. Every unsafe call to zlib is in this file.
@safe
final class ChunkDeflater {
  /// The ten bytes that open a member: deflate, no name, no time, unknown system.
  static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  /// In memory of its own, because zlib remembers where its stream lies.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A deflater of `level` 0 to 9.
  init(level: Int32) throws(SimulationError) {
    // SAFETY: the memory is initialised here and freed in deinit, and nobody else sees it.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // SAFETY: the version and size are those of the header we compile against. -15 asks for raw
    // deflate with a window of 32 kB, 9 for the most memory (256 kB).
    let code = unsafe deflateInit2_(
      stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .compressionFailed(code: code) }
  }

  deinit {
    // SAFETY: deflateEnd accepts a stream in any state, also one whose init failed.
    _ = unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The piece for `content`, which is below 2^31 bytes.
  func piece(of content: [UInt8]) throws(SimulationError) -> [UInt8] {
    // SAFETY: the stream was initialised in init.
    _ = unsafe deflateReset(stream)
    // SAFETY: as above. The bound is that of a finished stream; a sync flush adds 5 bytes at most.
    let bound = unsafe Int(deflateBound(stream, UInt(content.count))) + 16
    var code = Z_OK
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      unsafe content.withUnsafeBufferPointer { input in
        // SAFETY: zlib reads `avail_in` bytes of `input` and writes `avail_out` of `output`, both
        // valid until the call returns; it does not write to `next_in`.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        code = unsafe deflate(stream, Z_SYNC_FLUSH)
        count = unsafe output.count - Int(stream.pointee.avail_out)
      }
    }
    guard code == Z_OK else { throw .compressionFailed(code: code) }
    return piece
  }

  /// The CRC-32 of `content`.
  static func checksum(of content: [UInt8]) -> UInt32 {
    // SAFETY: zlib reads as many bytes as the buffer has.
    unsafe content.withUnsafeBufferPointer { buffer in
      unsafe UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }

  /// The CRC-32 of two texts one behind the other, the second of `length` bytes.
  static func checksum(_ first: UInt32, followedBy second: UInt32, length: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(second), length))
  }

  /// What closes a member: an empty last block, the checksum and the length modulo 2^32.
  static func trailer(checksum: UInt32, length: Int64) -> [UInt8] {
    var bytes: [UInt8] = [3, 0]
    for value in [checksum, UInt32(truncatingIfNeeded: length)] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    return bytes
  }
}

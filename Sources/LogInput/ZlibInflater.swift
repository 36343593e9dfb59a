internal import CZlib

/// The inflate engine of zlib, with raw streams (window bits -15).
@safe
final class ZlibInflater: Inflater {
  /// Name and version of the library in use.
  static let libraryName: String = {
    // SAFETY: the version is a constant text that ends with NUL.
    guard let version = unsafe zlibVersion() else { return "zlib" }
    return unsafe "zlib " + String(cString: version)
  }()

  // zlib keeps the address of the stream in its state, so that it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// An engine at the start of a stream; zlib takes some 40 KB for it.
  init() {
    // SAFETY: allocated and initialised here, freed in deinit only.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let result = unsafe inflateInit2_(
      stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib cannot start: out of memory or another major version")
  }

  deinit {
    // SAFETY: initialised in init, and no one else holds the pointer.
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Forgets everything, ready for the next stream.
  func reset() {
    // SAFETY: the stream is initialised.
    let result = unsafe inflateReset(stream)
    precondition(result == Z_OK, "zlib stream used before its start")
  }

  /// Inflates from `range` of `input` to the end of `output`, at most 2^31 - 1 bytes of each a call.
  func inflate(
    _ input: Span<UInt8>, _ range: Range<Int>, into output: inout OutputSpan<UInt8>
  ) -> InflateStep {
    precondition(range.lowerBound >= 0 && range.upperBound <= input.count, "range outside input")
    let stream = unsafe stream
    return unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        // zlib counts in 32 bits; what does not fit is left for the next call.
        let inputCount = min(range.count, Int(Int32.max))
        let room = min(target.count - count, Int(Int32.max))
        // SAFETY: the range was checked against the input, `count` is within the target; zlib reads
        // no more than avail_in, writes no more than avail_out and does not write to the input.
        unsafe stream.pointee.next_in = source.baseAddress.map {
          unsafe UnsafeMutablePointer(mutating: $0 + range.lowerBound)
        }
        unsafe stream.pointee.avail_in = UInt32(inputCount)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = UInt32(room)
        let result = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        let left = unsafe Int(stream.pointee.avail_in)
        let free = unsafe Int(stream.pointee.avail_out)
        count += room - free
        return InflateStep(consumed: inputCount - left, verdict: Self.verdict(result, free: free))
      }
    }
  }

  private static func verdict(_ result: Int32, free: Int) -> InflateStep.Verdict {
    switch result {
    case Z_STREAM_END: return .ended
    // Z_BUF_ERROR only says that a call made no progress.
    case Z_OK, Z_BUF_ERROR: return free == 0 ? .needsRoom : .needsInput
    case Z_MEM_ERROR: preconditionFailure("zlib is out of memory")
    default: return .badData
    }
  }
}

internal import Bytes
internal import CIntrinsics

/// Which of 64 bytes in a row belong to which class, the first byte lowest.
struct ByteClasses {
  /// `[0-9]`
  private(set) var digit: UInt64 = 0
  /// `[0-9A-Fa-f]`
  private(set) var hexadecimal: UInt64 = 0
  /// `[A-Za-z0-9._-]`
  private(set) var word: UInt64 = 0
  /// `:`
  private(set) var colon: UInt64 = 0
  /// `/`
  private(set) var slash: UInt64 = 0

  /// The classes of the bytes from `start`, as many as there are before `end`, rounded up to sixteen.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    var position = start
    var shift: UInt64 = 0
    while shift < 64, position < end {
      let vector = WordScan.paddedVector(bytes, position)
      let lowercased = vector | SIMD16(repeating: 0x20)
      let digits = byte_scan_range(vector, 0x30, 9)
      let others = byte_scan_three(vector, 0x2D, 0x2E, 0x5F)
      digit |= UInt64(digits) &<< shift
      hexadecimal |= UInt64(digits | byte_scan_range(lowercased, 0x61, 5)) &<< shift
      word |= UInt64(digits | others | byte_scan_range(lowercased, 0x61, 25)) &<< shift
      colon |= UInt64(byte_scan_one(vector, 0x3A)) &<< shift
      slash |= UInt64(byte_scan_one(vector, 0x2F)) &<< shift
      shift &+= 16
      position &+= 16
    }
  }
}

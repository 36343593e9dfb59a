internal import CZlib

/// Which of several usage files an entry belongs to.
enum UsageShard {
  /// The index, from 0, of the file among `count` that holds the entries of the key's subject.
  ///
  /// CRC-32 of the parts of the key that name the subject, modulo `count`: a number that every version
  /// and machine agrees on. What one judgement needs together is in one file: a group with its sites, a
  /// caller's requests with its limits, an application with its groups, a subject with its goals.
  static func index(of key: [UInt8], among count: Int) -> Int {
    var start = min(1, key.count)
    var parts = Int.max
    switch key.first.flatMap(UsageSection.init(rawValue:)) {
    case .violation, .observed: start = UsageKey.end(ofPartAt: 1, in: key)
    case .group, .membership, .members, .assignments: parts = 1
    default: break
    }
    var end = key.count
    if parts == 1 { end = UsageKey.end(ofPartAt: start, in: key) }
    return Int(crc(key, start, end)) % count
  }

  private static func crc(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32 {
    // SAFETY: zlib reads the range, which lies inside the array, during the call.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let part = unsafe UnsafeBufferPointer(rebasing: buffer[start..<end])
      return UInt32(truncatingIfNeeded: unsafe crc32_z(0, part.baseAddress, part.count))
    }
  }
}

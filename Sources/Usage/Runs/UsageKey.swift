internal import Bytes

/// Keys of usage entries: a section and byte strings, written so that comparing the bytes compares the
/// parts one after the other.
///
/// Each part ends with `00 00`; a zero byte inside one is `00 01`, which sorts behind the end and
/// before every other byte. SPEC section 1 orders names by their bytes, and so do keys.
enum UsageKey {
  /// Appends one part.
  static func append(_ part: [UInt8], to key: inout [UInt8]) {
    append(part.span, 0..<part.count, to: &key)
  }

  /// Appends one part; mostly one copy, as names hold no zeros.
  static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to key: inout [UInt8]) {
    var start = range.lowerBound
    while let zero = ByteSearch.first(0, in: bytes, start..<range.upperBound) {
      key.append(bytes, start..<zero + 1)
      key.append(1)
      start = zero + 1
    }
    key.append(bytes, start..<range.upperBound)
    end(&key)
  }

  /// Ends a part whose bytes, none of them 0, were appended.
  static func end(_ key: inout [UInt8]) {
    key.append(0)
    key.append(0)
  }

  /// Position behind the part that begins at `start`.
  static func end(ofPartAt start: Int, in key: [UInt8]) -> Int {
    var position = start
    while position + 1 < key.count {
      if key[position] == 0 {
        if key[position + 1] == 0 { return position + 2 }
        position += 1
      }
      position += 1
    }
    return key.count
  }

  /// How many parts a key has, or nil if it is none.
  static func partCount(_ key: [UInt8]) -> Int? {
    let bytes = key.span
    var count = 0
    var position = 1
    var isEnded = true
    while position < key.count {
      guard let zero = ByteSearch.first(0, in: bytes, position..<key.count), zero + 1 < key.count,
        key[zero + 1] <= 1
      else { return nil }
      isEnded = key[zero + 1] == 0
      if isEnded { count += 1 }
      position = zero + 2
    }
    return isEnded ? count : nil
  }

  /// The parts of a key behind its section, or nil if it is none.
  static func parts(_ key: [UInt8]) -> [[UInt8]]? {
    let bytes = key.span
    var parts: [[UInt8]] = []
    parts.reserveCapacity(4)
    var part: [UInt8] = []
    var position = 1
    while position < key.count {
      guard let zero = ByteSearch.first(0, in: bytes, position..<key.count), zero + 1 < key.count,
        key[zero + 1] <= 1
      else { return nil }
      part.append(bytes, position..<zero)
      if key[zero + 1] == 0 {
        parts.append(part)
        part = []
      } else {
        part.append(0)
      }
      position = zero + 2
    }
    return part.isEmpty ? parts : nil
  }
}

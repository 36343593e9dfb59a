/// Writes the numbers of usage payloads.
///
/// Unsigned numbers are LEB128 (seven bits a byte, low first, the top bit says that more follow);
/// signed ones zigzag before that, so that small distances are one byte.
struct UsageWriter: Sendable {
  /// What was written.
  var bytes: [UInt8] = []

  /// Appends an unsigned number.
  @inline(__always)
  mutating func write(_ value: UInt64) {
    if value < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: value)) }
    writeLong(value)
  }

  private mutating func writeLong(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a number that is not negative.
  mutating func write(count: Int) { write(UInt64(truncatingIfNeeded: count)) }

  /// Appends a signed number.
  mutating func write(_ value: Int64) {
    write(UInt64(bitPattern: value << 1 ^ value >> 63))
  }
}

/// Reads the numbers of usage payloads; any bytes may come, as files break.
struct UsageBytes {
  /// More than any log has: 2^40. Sums of millions of such numbers still fit.
  static let largestCount: UInt64 = 1 << 40
  /// Times in milliseconds lie below 2^48 until the year 10,889, and a thousandfold fits.
  static let times: ClosedRange<Int64> = -(1 << 48)...1 << 48
  /// Integers have 18 digits at most (SPEC section 1).
  static let headerValues: ClosedRange<Int64> = SecondTally.several...999_999_999_999_999_999

  private let bytes: [UInt8]
  private var position = 0

  /// The payload `bytes`.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  var isAtEnd: Bool { position == bytes.count }

  /// An unsigned number.
  mutating func unsigned() throws(UsageCorruption) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position &+= 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
    throw UsageCorruption()
  }

  /// A signed number.
  mutating func signed() throws(UsageCorruption) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number of requests, lines or things.
  mutating func count() throws(UsageCorruption) -> Int {
    let count = try unsigned()
    guard count <= UsageBytes.largestCount else { throw UsageCorruption() }
    return Int(count)
  }

  /// A time as its distance from one before it, in any unit.
  mutating func time(from start: Int64) throws(UsageCorruption) -> Int64 {
    let time = try UsageBytes.sum(start, signed())
    guard UsageBytes.times.contains(time) else { throw UsageCorruption() }
    return time
  }

  /// A number that a header told, or one of the marks below 0 that stand for none.
  mutating func headerValue(from start: Int64 = 0) throws(UsageCorruption) -> Int64 {
    let value = try UsageBytes.sum(start, signed())
    guard UsageBytes.headerValues.contains(value) else { throw UsageCorruption() }
    return value
  }

  /// A count of things of which each takes a byte at least, so that a broken one allocates nothing.
  mutating func items() throws(UsageCorruption) -> Int {
    let count = try count()
    guard count <= bytes.count - position else { throw UsageCorruption() }
    return count
  }

  /// A sum of a number and a distance read from a file.
  static func sum(_ value: Int64, _ distance: Int64) throws(UsageCorruption) -> Int64 {
    let (sum, overflow) = value.addingReportingOverflow(distance)
    if overflow { throw UsageCorruption() }
    return sum
  }
}

/// Bytes that are no usage, though their checksum may be right.
struct UsageCorruption: Error {}

/// A run of bytes inside a buffer that the holder of the slice also holds.
///
/// Slices are stored instead of `Span`s, which a type of our own cannot keep. An empty slice means
/// *absent*: SPEC section 2 makes no difference between a field that is missing, `-` or empty.
public struct ByteSlice: Equatable, Sendable {
  /// Position of the first byte in the buffer, in bytes.
  public var offset: UInt32
  /// Number of bytes.
  public var length: UInt32

  /// The slice of a field that the record does not have.
  @inlinable public static var absent: ByteSlice { ByteSlice(offset: 0, length: 0) }

  /// A slice of `length` bytes from `offset`.
  @inlinable
  public init(offset: UInt32, length: UInt32) {
    self.offset = offset
    self.length = length
  }

  /// The slice `start..<end`; both below 2^32, as blocks and batches are.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.offset = UInt32(truncatingIfNeeded: start)
    self.length = UInt32(truncatingIfNeeded: end &- start)
  }

  /// Whether the field is there, with at least one byte.
  @inlinable public var isPresent: Bool { length != 0 }

  /// First byte's position.
  @inlinable public var start: Int { Int(offset) }

  /// Position after the last byte.
  @inlinable public var end: Int { Int(offset) &+ Int(length) }

  /// Number of bytes.
  @inlinable public var count: Int { Int(length) }

  /// The positions as a range.
  @inlinable public var range: Range<Int> { start..<end }
}

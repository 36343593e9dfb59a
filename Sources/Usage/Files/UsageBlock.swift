internal import CZlib

/// The blocks a usage file is made of (`docs/usage-file.md` lists the bytes).
///
/// ```
/// block = kind (1 byte) method (1) stored size (4) content size (4) CRC-32 of the content (4) stored
/// ```
/// Numbers are little-endian. Method 0 stores the content, 1 is zlib's format (RFC 1950).
struct UsageBlock: Sendable {
  /// What a block holds.
  enum Kind: UInt8, Sendable {
    /// What crosses partitions, as JSON.
    case header = 0x48
    /// Entries.
    case entries = 0x45
    /// The number of entries (8 bytes); nothing follows.
    case end = 0x5A
  }

  /// Bytes before the stored ones.
  static let prefixSize = 14
  /// Content of a block at most, so that a broken size allocates no more: 1 GiB.
  static let largestContent = 1 << 30

  var kind: Kind
  var content: [UInt8]

  /// The block as it stands in a file.
  func encoded(compressing: Bool) -> [UInt8] {
    let packed = compressing ? UsageBlock.deflated(content) : nil
    let stored = packed ?? content
    var bytes: [UInt8] = [kind.rawValue, packed == nil ? 0 : 1]
    bytes.reserveCapacity(UsageBlock.prefixSize + stored.count)
    UsageBlock.append(UInt32(stored.count), to: &bytes)
    UsageBlock.append(UInt32(content.count), to: &bytes)
    UsageBlock.append(UsageBlock.crc(content), to: &bytes)
    bytes.append(contentsOf: stored)
    return bytes
  }

  /// The sizes that a prefix of `prefixSize` bytes tells, nil if it is none.
  static func sizes(_ prefix: [UInt8]) -> (kind: Kind, stored: Int, content: Int)? {
    guard prefix.count == prefixSize, let kind = Kind(rawValue: prefix[0]), prefix[1] <= 1 else {
      return nil
    }
    let stored = Int(number(prefix, 2))
    let content = Int(number(prefix, 6))
    guard stored <= largestContent, content <= largestContent, prefix[1] == 1 || stored == content
    else { return nil }
    return (kind, stored, content)
  }

  /// The block of a prefix and its stored bytes, nil if its checksum is another.
  init?(_ prefix: [UInt8], _ stored: [UInt8]) {
    guard let sizes = UsageBlock.sizes(prefix), sizes.stored == stored.count else { return nil }
    kind = sizes.kind
    content = stored
    if prefix[1] == 1 {
      guard let inflated = UsageBlock.inflated(stored, size: sizes.content) else { return nil }
      content = inflated
    }
    guard UsageBlock.crc(content) == UsageBlock.number(prefix, 10) else { return nil }
  }

  /// A block of this content.
  init(_ kind: Kind, _ content: [UInt8]) {
    self.kind = kind
    self.content = content
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    // SAFETY: zlib reads `count` bytes from the buffer during the call.
    unsafe bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: unsafe crc32_z(0, $0.baseAddress, $0.count))
    }
  }

  /// The content in zlib's format, nil where that is no smaller.
  private static func deflated(_ content: [UInt8]) -> [UInt8]? {
    var size = compressBound(uLong(content.count))
    let stored = unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      // SAFETY: zlib reads `content.count` bytes and writes at most `size`, which is the capacity.
      let status = unsafe content.withUnsafeBufferPointer {
        unsafe compress2(buffer.baseAddress, &size, $0.baseAddress, uLong($0.count), 1)
      }
      count = status == Z_OK ? Int(size) : 0
    }
    return stored.isEmpty || stored.count >= content.count ? nil : stored
  }

  private static func inflated(_ stored: [UInt8], size: Int) -> [UInt8]? {
    var isWhole = false
    let content = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var written = uLongf(size)
      // SAFETY: zlib reads `stored.count` bytes and writes at most `size`, which is the capacity.
      let status = unsafe stored.withUnsafeBufferPointer {
        unsafe uncompress(buffer.baseAddress, &written, $0.baseAddress, uLong($0.count))
      }
      isWhole = status == Z_OK && Int(written) == size
      count = isWhole ? size : 0
    }
    return isWhole ? content : nil
  }
}

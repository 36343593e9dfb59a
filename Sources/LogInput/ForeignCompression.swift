/// A compression that is recognised and not read, so that none of it is taken for text.
///
/// The formats' own documents: RFC 8878 (zstd), the bzip2 and xz file formats, PKWARE's APPNOTE
/// (zip), the LZ4 frame format, compress(1) of POSIX.
public enum ForeignCompression: Sendable, CaseIterable {
  case zstd, bzip2, xz, zip, lz4, compress

  /// Bytes from the start of the content that decide; fewer do where there are no more.
  static let prefixSize = 15

  /// The compression that `range` of `bytes`, the start of some content, begins as; nil for text.
  ///
  /// Each signature holds what no server writes into an access log: a control character, or bytes
  /// that are not UTF-8. So nobody has a log refused by what he sends for its first line.
  static func recognised(in bytes: Span<UInt8>, _ range: Range<Int>) -> ForeignCompression? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      guard signature.count <= range.count - offset else { return false }
      let start = range.lowerBound + offset
      return signature.indices.allSatisfy { bytes[start + $0] == signature[$0] }
    }
    func byte(_ offset: Int) -> UInt8? {
      offset < range.count ? bytes[range.lowerBound + offset] : nil
    }

    if begins([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    // A skippable frame, which pzstd puts first and which lz4 knows too but hardly ever writes.
    if begins([0x2A, 0x4D, 0x18], at: 1), byte(0).map({ $0 & 0xF0 }) == 0x50 { return .zstd }
    if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
    if begins([0x04, 0x22, 0x4D, 0x18]) { return .lz4 }
    // A file in the archive, the end of an archive without files, a part of a split one.
    if begins([0x50, 0x4B]), [[3, 4], [5, 6], [7, 8]].contains(where: { begins($0, at: 2) }) {
      return .zip
    }
    // Block mode, which all but the first releases write, with codes of 9 to 16 bits.
    if begins([0x1F, 0x9D]), let flags = byte(2), (0x89...0x90).contains(flags) {
      return .compress
    }
    if begins([0x42, 0x5A, 0x68]), let level = byte(3), (0x31...0x39).contains(level) {
      if begins([0x17, 0x72, 0x45, 0x38, 0x50, 0x90], at: 4) { return .bzip2 }
      // These ten bytes are letters, and the checksum may be. Behind it stand a bit that is always 0
      // and the first 7 of 24 bits of a number up to 900,000: 900,000 / 2^17 = 6.
      if begins([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4) {
        return byte(14) ?? 0 <= 6 ? .bzip2 : nil
      }
    }
    return nil
  }
}

internal import Bytes

extension RecordAssembly {
  /// Method, target and host.
  ///
  /// A request line is a method (RFC 9110 token), one blank, a target of at least one byte, which
  /// may hold blanks, then optionally a blank and a last word that starts with `HTTP/`; the last
  /// word is the target where nothing else is left. Any other line gives `-` for both. Method and
  /// target of their own win. A target in absolute form gives its authority as the host if there is
  /// none, and what follows as the target (`/` if nothing does).
  @inline(__always)
  mutating func readRequest(
    _ fields: inout RawFields, _ bytes: Span<UInt8>, base: Int, into record: inout Record
  ) {
    if fields.has(.host) {
      let value = fields[.host]
      record.host = slice(value, Int(value.start), Int(value.end), base: base)
    }
    var target: FieldValue?
    if fields.has(.request) {
      let line = fields[.request]
      let split = self.bytes(of: line, bytes) { RecordAssembly.splitRequest($0, $1) }
      if let split {
        record.method = slice(line, Int(line.start), split.methodEnd, base: base)
        var value = line
        value.start = UInt32(truncatingIfNeeded: split.methodEnd &+ 1)
        value.end = UInt32(truncatingIfNeeded: split.targetEnd)
        target = value
      } else {
        record.method = constant(0x2D)
        record.target = record.method
      }
    }
    if fields.has(.method) {
      let value = fields[.method]
      record.method = slice(value, Int(value.start), Int(value.end), base: base)
    }
    if fields.has(.target) { target = fields[.target] }
    guard var target else { return }
    if fields.has(.query) { join(fields[.query], to: &target, bytes) }
    record.target = slice(target, Int(target.start), Int(target.end), base: base)
    let isOrigin = self.bytes(of: target, bytes) { $0[$1.lowerBound] == 0x2F }
    if !isOrigin { splitAbsolute(target, bytes, base: base, into: &record) }
  }

  /// Makes path and query of formats that write them apart one target again, in `scratch`; a target
  /// that has a query already stays.
  private mutating func join(
    _ query: FieldValue, to target: inout FieldValue, _ bytes: Span<UInt8>
  ) {
    let hasQuery = self.bytes(of: target, bytes) { ByteSearch.first(0x3F, in: $0, $1) != nil }
    if hasQuery { return }
    let start = scratch.count
    append(target, bytes)
    let hasMark = self.bytes(of: query, bytes) { $0[$1.lowerBound] == 0x3F }
    if !hasMark { scratch.append(0x3F) }
    append(query, bytes)
    target.start = UInt32(truncatingIfNeeded: start)
    target.end = UInt32(truncatingIfNeeded: scratch.count)
    target.form = .unescaped
  }

  /// Appends a value, which has no escapes any more, to `scratch`.
  private mutating func append(_ value: FieldValue, _ bytes: Span<UInt8>) {
    if value.form == .unescaped {
      // Byte by byte: a slice of `scratch` would share its storage and copy all of it.
      for position in value.range { scratch.append(scratch[position]) }
    } else {
      for position in value.range { scratch.append(bytes[position]) }
    }
  }

  /// Where method and target of a request line end, or nil if it is none.
  private static func splitRequest(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (methodEnd: Int, targetEnd: Int)? {
    let end = range.upperBound
    var methodEnd = range.lowerBound &+ knownMethod(bytes, range)
    while methodEnd < end, isTokenByte(bytes[methodEnd]) { methodEnd &+= 1 }
    guard methodEnd > range.lowerBound, methodEnd &+ 1 < end, bytes[methodEnd] == 0x20 else {
      return nil
    }
    let targetStart = methodEnd &+ 1
    // Nearly all lines end like this: ` HTTP/1.1`.
    if end &- targetStart > 9, bytes[end &- 9] == 0x20,
      WordScan.prefix(bytes, end &- 8, 5) == 0x2F_5054_5448,
      WordScan.first(0x20, in: bytes, end &- 3, end) == end
    {
      return (methodEnd, end &- 9)
    }
    var position = end
    while position > targetStart, bytes[position &- 1] != 0x20 { position &-= 1 }
    // Here `position` is the start of the last word, the blank before it belongs to no target.
    let isVersion =
      position > targetStart &+ 1 && position &+ 5 <= end
      && WordScan.prefix(bytes, position, 5) == 0x2F_5054_5448
    return (methodEnd, isVersion ? position &- 1 : end)
  }

  /// Length of the method where that is `GET` or `POST`, else 0.
  @inline(__always)
  private static func knownMethod(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
    guard line.count >= 8 else { return 0 }
    let word = WordScan.word(bytes, line.lowerBound)
    if word & 0xFFFF_FFFF == 0x2054_4547 { return 3 }
    return word & 0xFF_FFFF_FFFF == 0x20_5453_4F50 ? 4 : 0
  }

  /// RFC 9110 section 5.6.2, as two bit sets: bytes 0x00 to 0x3F, then 0x40 to 0x7F.
  @inline(__always)
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    let set: UInt64 = byte < 0x40 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
    return byte < 0x80 && set &>> UInt64(byte & 0x3F) & 1 == 1
  }

  /// Takes `scheme://authority` off the target, if it is there.
  private mutating func splitAbsolute(
    _ target: FieldValue, _ bytes: Span<UInt8>, base: Int, into record: inout Record
  ) {
    let place = self.bytes(of: target, bytes) { RecordAssembly.authority($0, $1) }
    guard let place else { return }
    if !record.host.isPresent {
      record.host = slice(target, place.lowerBound, place.upperBound, base: base)
    }
    record.target =
      place.upperBound == Int(target.end)
      ? constant(0x2F) : slice(target, place.upperBound, Int(target.end), base: base)
  }

  /// The authority of a target in absolute form, or nil if it is in another form.
  private static func authority(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var colon = range.lowerBound
    guard Ascii.isLetter(bytes[colon]) else { return nil }
    while colon < range.upperBound, isSchemeByte(bytes[colon]) { colon &+= 1 }
    guard colon &+ 3 <= range.upperBound, WordScan.prefix(bytes, colon, 3) == 0x2F_2F3A else {
      return nil
    }
    var end = colon &+ 3
    while end < range.upperBound, bytes[end] != 0x2F, bytes[end] != 0x3F, bytes[end] != 0x23 {
      end &+= 1
    }
    return (colon &+ 3)..<end
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  /// One byte that stands for a text the line does not hold.
  private mutating func constant(_ byte: UInt8) -> ByteSlice {
    scratch.append(byte)
    return ByteSlice(blockSize &+ scratch.count &- 1, blockSize &+ scratch.count)
  }
}

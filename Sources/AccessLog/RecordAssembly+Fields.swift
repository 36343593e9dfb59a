internal import Bytes

extension RecordAssembly {
  /// Names, words and texts.
  @inline(__always)
  mutating func readTexts(
    _ fields: inout RawFields, _ bytes: Span<UInt8>, base: Int, into record: inout Record
  ) {
    record.client = text(.client, &fields, base: base)
    record.referer = text(.referer, &fields, base: base)
    record.group = text(.group, &fields, base: base)
    record.app = text(.app, &fields, base: base)
    record.site = text(.site, &fields, base: base)
    record.uri = text(.uri, &fields, base: base)
    record.origin = text(.origin, &fields, base: base)
    record.exceeded = text(.exceeded, &fields, base: base)
    record.account = text(.account, &fields, base: base)
    record.error = text(.error, &fields, base: base)
    let reading = fields[.client].reading
    if fields.has(.client), reading == .addressWithPort || reading == .addressThenPort {
      let value = fields[.client]
      let address = self.bytes(of: value, bytes) {
        RecordAssembly.address($0, $1, hasPort: reading == .addressThenPort)
      }
      record.client = slice(value, address.lowerBound, address.upperBound, base: base)
    }
    if fields.has(.token) {
      let value = fields[.token]
      let token = self.bytes(of: value, bytes) { RecordAssembly.token($0, $1) }
      if !token.isEmpty {
        record.token = slice(value, token.lowerBound, token.upperBound, base: base)
      }
    }
    if fields.has(.action) {
      record.action = self.bytes(of: fields[.action], bytes) { bytes, range in
        switch WordScan.prefix(bytes, range.lowerBound, min(range.count, 8)) {
        case 0x6E67_6973_7361 where range.count == 6: .assign
        case 0x6E67_6973_7361_6E75 where range.count == 8: .unassign
        default: .unknown
        }
      }
    }
    if fields.has(.analytics) {
      record.analytics = self.bytes(of: fields[.analytics], bytes) { bytes, range in
        switch WordScan.prefix(bytes, range.lowerBound, min(range.count, 8)) {
        case 0x31, 0x6575_7274: .yes  // "1", "true"
        case 0x30, 0x65_736C_6166: .no  // "0", "false"
        default: .unknown
        }
      }
    }
  }

  @inline(__always)
  private func text(_ field: Field, _ fields: inout RawFields, base: Int) -> ByteSlice {
    guard fields.has(field) else { return .absent }
    let value = fields[field]
    return slice(value, Int(value.start), Int(value.end), base: base)
  }

  /// Integers; one that is none makes its field absent and is bad.
  @inline(__always)
  mutating func readNumbers(
    _ fields: inout RawFields, _ bytes: Span<UInt8>, into record: inout Record
  ) {
    if fields.has(.bytes), number(.bytes, &fields, bytes) == nil { bad &+= 1 }
    if fields.has(.limit) { record.limit = counted(number(.limit, &fields, bytes)) }
    if fields.has(.remaining) { record.remaining = counted(number(.remaining, &fields, bytes)) }
    if fields.has(.reset) { record.reset = counted(number(.reset, &fields, bytes)) }
    if fields.has(.items) { record.items = counted(number(.items, &fields, bytes)) }
    if fields.has(.delay) {
      let delay = number(.delay, &fields, bytes)
      record.delay = counted(delay ?? .max <= RecordAssembly.longestDelay ? delay : nil)
    }
    if fields.has(.retryAfter) {
      if let seconds = number(.retryAfter, &fields, bytes) {
        record.retryAfter = seconds
      } else {
        let date = self.bytes(of: fields[.retryAfter], bytes) {
          Clock.httpDate($0, $1.lowerBound, $1.upperBound)
        }
        let second = record.time.flooredQuotient(1000)
        record.retryAfter = counted(date.map { $0 > second ? $0 &- second : -1 })
      }
    }
  }

  @inline(__always)
  private func number(_ field: Field, _ fields: inout RawFields, _ bytes: Span<UInt8>) -> Int64? {
    self.bytes(of: fields[field], bytes) { Ascii.integer($0, $1) }
  }

  /// The value, or -1 and a bad field.
  @inline(__always)
  private mutating func counted(_ value: Int64?) -> Int64 {
    if value == nil { bad &+= 1 }
    return value ?? -1
  }

  /// The token inside an `Authorization` value or a logged token: `Bearer` and blanks around are
  /// taken off, in any case of its letters; what follows `Basic`, `Digest` or `Negotiate` is none
  /// (empty).
  private static func token(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 { start &+= 1 }
    while end > start, bytes[end &- 1] == 0x20 { end &-= 1 }
    let schemeEnd = WordScan.first(0x20, in: bytes, start, min(end, start &+ 10))
    // Blanks make every letter lower-case; what becomes a letter by it is no letter of a scheme.
    let mask = schemeEnd &- start >= 8 ? UInt64.max : (1 &<< UInt64(8 &* (schemeEnd &- start))) &- 1
    let scheme =
      (WordScan.prefix(bytes, start, min(8, schemeEnd &- start)) | 0x2020_2020_2020_2020) & mask
    switch (schemeEnd &- start, scheme) {
    case (6, 0x7265_7261_6562):  // bearer
      start = schemeEnd
      while start < end, bytes[start] == 0x20 { start &+= 1 }
    case (5, 0x63_6973_6162), (6, 0x7473_6567_6964): return end..<end  // basic, digest
    case (9, 0x7461_6974_6F67_656E) where bytes[schemeEnd &- 1] | 0x20 == 0x65: return end..<end
    default: break
    }
    return end == start &+ 1 && bytes[start] == 0x2D ? end..<end : start..<end
  }

  /// An address without the port behind it: `10.0.0.1:80`, `[::1]:80`, and with `hasPort` also
  /// `::1:80`; others as they are.
  private static func address(
    _ bytes: Span<UInt8>, _ range: Range<Int>, hasPort: Bool
  ) -> Range<Int> {
    if bytes[range.lowerBound] == 0x5B {
      let bracket = WordScan.first(0x5D, in: bytes, range.lowerBound, range.upperBound)
      let first = range.lowerBound &+ 1
      return bracket > first && bracket < range.upperBound ? first..<bracket : range
    }
    guard let colon = ByteSearch.last(0x3A, in: bytes, range), colon > range.lowerBound else {
      return range
    }
    let isOnly = WordScan.first(0x3A, in: bytes, range.lowerBound, range.upperBound) == colon
    return isOnly || hasPort ? range.lowerBound..<colon : range
  }
}

internal import Bytes

/// Understands the field values of a line (SPEC section 2, "Record fields").
///
/// A field that is there but unusable is absent and counts one in `bad`: a number that is none, a
/// delay over a day, an item of `entities` without known resource, subject or value. Unknown words
/// of `action` and `analytics` and `Retry-After` dates not after the request are absent and not
/// bad.
struct RecordAssembly: Sendable {
  /// `X-Knewton-Rate-Delay` is at most a day, in milliseconds.
  static let longestDelay: Int64 = 86_400_000

  /// Texts that had escapes; they come to stand behind the block's bytes.
  var scratch: [UInt8] = []
  /// Size of the block at hand, which is where `scratch` will start.
  var blockSize = 0
  /// Bad fields of the line at hand.
  var bad = 0
  /// Observations of the line at hand.
  var observations: [Observation] = []
  /// Reads the objects of an `entities` list.
  var itemReader = JSONReader(names: .builtIn)
  private var clock = Clock()
  private let takesDurationOff: Bool
  private let resources: KeyTable

  /// An assembly for the known resources and the meaning of time.
  init(options: LineParser.Options) {
    takesDurationOff = options.timestamp == .completion
    var table = KeyTable()
    for (index, resource) in options.resources.enumerated() {
      table.insert(parent: 0, key: resource.bytes, value: index)
    }
    resources = table
  }

  /// Starts a block of so many bytes.
  mutating func begin(blockSize: Int) {
    self.blockSize = blockSize
    scratch.removeAll(keepingCapacity: true)
  }

  /// Makes a record, which comes in new, of the fields, apart from its line number; nil when it is one. `base` is where
  /// `bytes` stands in the batch, `missing` the reason of a line without time or status, if that is
  /// one of its own. Fields with escapes are unescaped into `scratch`.
  mutating func assemble(
    _ fields: inout RawFields, _ bytes: Span<UInt8>, base: Int, missing: MalformedReason?,
    into record: inout Record
  ) -> MalformedReason? {
    bad = fields.bad
    if !observations.isEmpty { observations.removeAll(keepingCapacity: true) }
    if fields.escaped & ~Field.unread != 0 { unescape(&fields, bytes) }
    if let missing, !fields.has(.time) || !fields.has(.status) { return missing }
    guard fields.has(.time), let time = time(&fields, bytes) else { return .badTime }
    guard fields.has(.status), let status = status(&fields, bytes) else { return .badStatus }
    // Fields go to their readers as `inout`, which none of them changes: as values each call would copy
    // all 38 of them.
    record.status = status
    record.time = time
    if fields.has(.duration) {
      guard let arrival = arrival(time, &fields, bytes) else { return .badTime }
      record.time = arrival
    }
    readRequest(&fields, bytes, base: base, into: &record)
    readTexts(&fields, bytes, base: base, into: &record)
    readNumbers(&fields, bytes, into: &record)
    if fields.has(.entities) { readEntities(fields[.entities], bytes, base: base) }
    return nil
  }

  /// Undoes the escapes of the fields that have some and matter.
  mutating func unescape(_ fields: inout RawFields, _ bytes: Span<UInt8>) {
    var rest = fields.escaped & ~Field.unread
    while rest != 0 {
      let field = rest.trailingZeroBitCount
      rest &= rest &- 1
      let value = fields[field]
      let start = scratch.count
      switch value.form {
      case .logEscapes: LogText.append(bytes, Int(value.start), Int(value.end), to: &scratch)
      case .doubledQuotes:
        QuotedText.append(bytes, Int(value.start), Int(value.end), to: &scratch)
      default: JSONText.append(bytes, Int(value.start), Int(value.end), to: &scratch)
      }
      fields.replace(field, scratch.span, start, scratch.count, .unescaped)
    }
  }

  /// Calls `body` with the bytes in which `value` lies and its range there.
  @inline(__always)
  func bytes<Result>(
    of value: FieldValue, _ bytes: Span<UInt8>, _ body: (Span<UInt8>, Range<Int>) -> Result
  ) -> Result {
    value.form == .unescaped ? body(scratch.span, value.range) : body(bytes, value.range)
  }

  /// Where `start..<end` of the bytes in which `value` lies will stand in the batch.
  @inline(__always)
  func slice(_ value: FieldValue, _ start: Int, _ end: Int, base: Int) -> ByteSlice {
    let origin = value.form == .unescaped ? blockSize : base
    return ByteSlice(origin &+ start, origin &+ end)
  }

  /// Index of a known resource, or nil.
  func resource(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    resources.value(parent: 0, bytes, range.lowerBound, range.count)
  }

  @inline(__always)
  private mutating func time(_ fields: inout RawFields, _ bytes: Span<UInt8>) -> Int64? {
    let value = fields[.time]
    if value.form == .instant { return fields.instant }
    let range = value.range
    guard value.form == .unescaped else {
      return clock.time(bytes, range.lowerBound, range.upperBound)
    }
    var clock = self.clock
    defer { self.clock = clock }
    return clock.time(scratch.span, range.lowerBound, range.upperBound)
  }

  /// Three digits.
  @inline(__always)
  private func status(_ fields: inout RawFields, _ bytes: Span<UInt8>) -> UInt16? {
    if fields[.status].reading == .noStatus { return 0 }
    return self.bytes(of: fields[.status], bytes) { bytes, range in
      guard range.count == 3, let status = Clock.digits(bytes, range.lowerBound, 3) else {
        return nil
      }
      return UInt16(status)
    }
  }

  /// The time, without the duration where times are those of completion; nil outside the years that
  /// can be written. A duration that is none is bad.
  private mutating func arrival(
    _ time: Int64, _ fields: inout RawFields, _ bytes: Span<UInt8>
  ) -> Int64? {
    let value = fields[.duration]
    guard
      let duration = self.bytes(
        of: value, bytes, { RecordAssembly.milliseconds($0, $1, value.reading) })
    else {
      bad &+= 1
      return time
    }
    guard takesDurationOff else { return time }
    let (arrival, overflow) = time.subtractingReportingOverflow(duration)
    return overflow || arrival < Clock.earliest ? nil : arrival
  }

  /// Whole milliseconds of a duration, the rest cut; nil if it is no integer with or without
  /// fraction, `Int64.max` if it is longer than that.
  private static func milliseconds(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ reading: Reading
  ) -> Int64? {
    let end = range.upperBound
    if reading == .canonical, range.count > 4, range.count <= 8, bytes[end &- 4] == 0x2E {
      // Seconds with three digits behind the point, as servers write them.
      guard let whole = Ascii.integer(bytes, range.lowerBound..<(end &- 4)),
        let fraction = Ascii.integer(bytes, (end &- 3)..<end)
      else { return nil }
      return whole &* 1000 &+ fraction
    }
    let point = WordScan.first(0x2E, in: bytes, range.lowerBound, end)
    guard let whole = Ascii.integer(bytes, range.lowerBound..<point) else { return nil }
    var fraction: Int64 = 0
    if point < end {
      guard let parsed = Clock.fraction(bytes, point &+ 1, end) else { return nil }
      fraction = parsed
    }
    switch reading {
    case .milliseconds: return whole
    case .microseconds: return whole / 1000
    case .nanoseconds: return whole / 1_000_000
    default:
      let (product, overflow) = whole.multipliedReportingOverflow(by: 1000)
      // The product is a multiple of 1000 below 2^63, so 999 more may be too much.
      return overflow
        ? .max
        : product.addingReportingOverflow(fraction).overflow
          ? .max : product &+ fraction
    }
  }
}

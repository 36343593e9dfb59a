internal import Bytes

/// Where the value of a field is, before it is understood.
struct FieldValue {
  /// What has to be done to the bytes before they are the value.
  enum Form: UInt8 {
    /// Nothing.
    case plain
    /// `\"`, `\\` and `\xHH` of an access line's quoted field are to be undone.
    case logEscapes
    /// The escapes of a JSON text are to be undone.
    case jsonEscapes
    /// `""` of a W3C string is a quote.
    case doubledQuotes
    /// The bytes are parts of a time, which `RawFields.instant` holds.
    case instant
    /// Nothing any more: the bytes are in `RecordAssembly.scratch`.
    case unescaped
    /// A JSON object that starts here; the end is not known.
    case object
    /// A JSON list that starts here; the end is not known.
    case list
  }

  /// First byte.
  var start: UInt32 = 0
  /// Position after the last byte.
  var end: UInt32 = 0
  /// What has to be done to the bytes.
  var form = Form.plain
  /// How an alias writes the field, where that differs from the canonical way.
  var reading = Reading.canonical

  /// The positions as a range.
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// How a name writes its field (the aliases of `JSONNames` differ in units and in wrapping).
enum Reading: UInt8, Sendable {
  /// As the SPEC says.
  case canonical
  /// A duration in milliseconds, not seconds.
  case milliseconds
  /// A duration in microseconds, not seconds.
  case microseconds
  /// A duration in nanoseconds, not seconds.
  case nanoseconds
  /// A word in place of a status, of lines that tell none: status 000.
  case noStatus
  /// An address with a port, which is no part of the client.
  case addressWithPort
  /// An address and a port behind its last colon, which is always there, also where an IPv6 address
  /// has no brackets.
  case addressThenPort
  /// A header: a list of texts stands for its first one, and `REDACTED` for nothing (Caddy and
  /// Traefik write it instead of a secret, so that it is no name of anyone).
  case header
}

/// The field values of one line.
struct RawFields: Sendable {
  /// One bit per field that is there: not missing, `-` or empty.
  var present: UInt64 = 0
  /// One bit per field whose value has escapes.
  var escaped: UInt64 = 0
  /// Values that were there but unusable, as far as the syntax shows it.
  var bad = 0
  /// Parts of a time; only of formats that give some.
  var parts = TimeParts()
  /// What the parts make, in milliseconds since the epoch, where the form of `time` is `instant`.
  private(set) var instant: Int64?
  private var values = InlineArray<38, FieldValue>(repeating: FieldValue())

  /// The value of a field that is present.
  subscript(_ field: Field) -> FieldValue {
    @inline(__always) get { values[Int(field.rawValue)] }
  }

  /// The value by the raw value of a field.
  subscript(_ field: Int) -> FieldValue {
    @inline(__always) get { values[field] }
  }

  /// Whether the field is there.
  @inline(__always)
  func has(_ field: Field) -> Bool { present & field.bit != 0 }

  /// Forgets the line.
  @inline(__always)
  mutating func reset() {
    present = 0
    escaped = 0
    bad = 0
  }

  /// Sets a field to `start..<end` of `bytes`; `-` and nothing make it absent, also when it was
  /// there.
  @inline(__always)
  mutating func set(
    _ field: Field, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: FieldValue.Form = .plain
  ) {
    set(Int(field.rawValue), bytes, start, end, form)
  }

  /// `set` by the raw value of a field.
  @inline(__always)
  mutating func set(
    _ field: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: FieldValue.Form
  ) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field)
    escaped &= ~bit
    if end &- start <= 1, end == start || bytes[start] == 0x2D {
      present &= ~bit
      return
    }
    present |= bit
    if form == .logEscapes || form == .jsonEscapes || form == .doubledQuotes { escaped |= bit }
    values[field] = FieldValue(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), form: form)
  }

  /// `set`, told how the value is written.
  @inline(__always)
  mutating func set(
    _ field: Field, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: FieldValue.Form,
    _ reading: Reading
  ) {
    set(field, bytes, start, end, form)
    values[Int(field.rawValue)].reading = reading
  }

  /// Sets a field that is present to a value.
  @inline(__always)
  mutating func set(_ field: Field, _ value: FieldValue) {
    present |= field.bit
    escaped = value.form == .jsonEscapes ? escaped | field.bit : escaped & ~field.bit
    values[Int(field.rawValue)] = value
  }

  /// Sets the field that a step of a program names, as its `merge` says.
  @inline(__always)
  mutating func take(
    _ step: LineProgram.Step, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
    _ form: FieldValue.Form
  ) {
    let field = Int(step.slot)
    switch step.merge {
    case .replace: break
    case .fill: if present & (1 &<< UInt64(truncatingIfNeeded: field)) != 0 { return }
    case .prefer: if end &- start <= 1, end == start || bytes[start] == 0x2D { return }
    }
    set(field, bytes, start, end, form)
    values[field].reading = step.reading
  }

  /// Sets the time to what the parts make; they stand in `start..<end`.
  mutating func setInstant(from start: Int, to end: Int) {
    setInstant(parts.instant(), from: start, to: end)
  }

  /// Sets the time to an instant in milliseconds since the epoch, nil for what is none; its bytes
  /// stand in `start..<end`.
  @inline(__always)
  mutating func setInstant(_ time: Int64?, from start: Int, to end: Int) {
    instant = time
    set(
      .time,
      FieldValue(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        form: .instant))
  }

  /// Makes fields absent; `bits` has one bit for each.
  @inline(__always)
  mutating func forget(_ bits: UInt64) {
    present &= ~bits
    escaped &= ~bits
  }

  /// Changes where the value of a field is.
  @inline(__always)
  mutating func replace(
    _ field: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: FieldValue.Form
  ) {
    let reading = values[field].reading
    set(field, bytes, start, end, form)
    values[field].reading = reading
  }
}

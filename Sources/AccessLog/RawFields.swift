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
  /// A duration in nanoseconds, not seconds.
  case nanoseconds
  /// An address with a port, which is no part of the client.
  case addressWithPort
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
  private var values = InlineArray<35, FieldValue>(repeating: FieldValue())

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
    if form == .logEscapes || form == .jsonEscapes { escaped |= bit }
    values[field] = FieldValue(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), form: form)
  }

  /// Sets a field that is present to a value.
  @inline(__always)
  mutating func set(_ field: Field, _ value: FieldValue) {
    present |= field.bit
    escaped = value.form == .jsonEscapes ? escaped | field.bit : escaped & ~field.bit
    values[Int(field.rawValue)] = value
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

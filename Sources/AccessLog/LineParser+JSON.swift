internal import Bytes

extension LineParser {
  /// Reads a line that is one JSON object: a record, an inventory line or an envelope.
  @inline(__always)
  mutating func readJSON(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    if let stop = readObject(bytes, start, end) { return .malformed(.badJSON, stop) }
    if fields.has(.status) {
      return assemble(bytes, end, base: 0, missing: .missingField, into: &record)
    }
    return readWithoutStatus(bytes, start, end, into: &record)
  }

  /// Reads an object and nothing behind it into `fields`; the position where it is none, or nil.
  @inline(__always)
  private mutating func readObject(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let position = json.read(bytes, start, end)
    if position < 0 { return -1 - position }
    if position < end { return position }
    let first = JSONReader.skipBlanks(bytes, start, end)
    if bytes[first] != 0x7B { return first }
    json.collect(into: &fields, bytes)
    return nil
  }

  /// An inventory line, or an envelope around an access line (SPEC section 2: an object without a
  /// status whose `message` or else `log` is one as text, or the fields as text or object). It is
  /// unwrapped once and nothing else of it is used.
  private mutating func readWithoutStatus(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    if isInventory { return note(bytes, base: 0) }
    let field = fields.has(.message) ? Field.message : .log
    guard fields.has(field) else { return .malformed(.missingField, end) }
    let value = fields[field]
    if value.form == .object {
      fields.reset()
      _ = json.read(bytes, Int(value.start), end)
      json.collect(into: &fields, bytes)
      if isInventory, !fields.has(.status) { return note(bytes, base: 0) }
      return assemble(bytes, end, base: 0, missing: .missingField, into: &record)
    }
    // The text is unescaped twice: as the bytes to read, and among those that records point into.
    let base = assembly.blockSize + assembly.scratch.count
    envelope.removeAll(keepingCapacity: true)
    JSONText.append(bytes, Int(value.start), Int(value.end), to: &envelope)
    assembly.scratch.append(contentsOf: envelope)
    var text: [UInt8] = []
    swap(&text, &envelope)
    let outcome = readText(text.span, base: base, into: &record)
    swap(&text, &envelope)
    if case .malformed(let reason, _) = outcome { return .malformed(reason, Int(value.start)) }
    return outcome
  }

  /// Reads the text of an envelope: an object if it starts with a brace, else a line. One
  /// line end behind it is dropped, as container runtimes log it.
  private mutating func readText(
    _ text: Span<UInt8>, base: Int, into record: inout Record
  ) -> Outcome {
    fields.reset()
    var end = text.count
    if end > 0, text[end - 1] == 0x0A { end -= 1 }
    if end > 0, text[end - 1] == 0x0D { end -= 1 }
    let first = JSONReader.skipBlanks(text, 0, end)
    guard first < end, text[first] == 0x7B else {
      return readEnvelopeLine(text, end, base: base, into: &record)
    }
    if readObject(text, first, end) != nil { return .malformed(.badJSON, nil) }
    if isInventory, !fields.has(.status) { return note(text, base: base) }
    return assemble(text, end, base: base, missing: .missingField, into: &record)
  }

  /// Reads a text that is no object by the first of the format's envelope shapes that it fits.
  private mutating func readEnvelopeLine(
    _ text: Span<UInt8>, _ end: Int, base: Int, into record: inout Record
  ) -> Outcome {
    var outcome = Outcome.malformed(.badLine, 0)
    for shape in format.envelopeShapes {
      fields.reset()
      if case .declared(let program) = shape {
        outcome = read(program, text, 0, end, base: base, into: &record)
      } else {
        outcome = readExtended(text, 0, end, base: base, into: &record)
      }
      guard case .malformed(.badLine, _) = outcome else { return outcome }
    }
    return outcome
  }

  /// Whether the fields are those of an inventory line (SPEC 4.4).
  private var isInventory: Bool {
    fields.has(.resource) && fields.has(.subject) && fields.has(.value)
  }

  private mutating func note(_ bytes: Span<UInt8>, base: Int) -> Outcome {
    assembly.readInventory(&fields, bytes, base: base)
    return .note
  }
}

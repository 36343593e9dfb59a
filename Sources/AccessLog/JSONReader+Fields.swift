internal import Bytes

extension JSONReader {
  /// Collects the fields of the object last read: of every field the value of the name with the
  /// best rank that is there.
  ///
  /// An object or list where a text or number belongs makes a field absent and bad; under an alias,
  /// or where known paths go on inside, it is somebody else's.
  func collect(into fields: inout RawFields, _ bytes: Span<UInt8>) {
    var ranks = InlineArray<38, Int>(repeating: 0)
    for index in seen.indices {
      let name = seen[index]
      guard slots[name].isPresent, let field = names.nodes[name].field else { continue }
      let node = names.nodes[name]
      if fields.has(field), ranks[Int(field.rawValue)] < node.rank { continue }
      var value = slots[name].value
      if node.reading == .header {
        guard let text = header(value, bytes) else { continue }
        value = text
      }
      value.reading = node.reading
      if value.form == .object || value.form == .list {
        guard field.takes(value.form) else {
          if node.isStrict && !(node.isInterior && value.form == .object) { fields.bad &+= 1 }
          continue
        }
      }
      fields.set(field, value)
      ranks[Int(field.rawValue)] = node.rank
    }
  }

  /// The value of a header: of a list the first text; nil for none, for an absent one and for
  /// `REDACTED`.
  private func header(_ value: FieldValue, _ bytes: Span<UInt8>) -> FieldValue? {
    var text = value
    if value.form == .list {
      let end = Int(value.end)
      let quote = JSONReader.skipBlanks(bytes, Int(value.start) &+ 1, end)
      var escaped = false
      guard quote < end, bytes[quote] == 0x22 else { return nil }
      let close = JSONReader.closingQuote(bytes, quote &+ 1, end, &escaped)
      guard close > quote &+ 1 else { return nil }
      text.start = UInt32(truncatingIfNeeded: quote &+ 1)
      text.end = UInt32(truncatingIfNeeded: close)
      text.form = escaped ? .jsonEscapes : .plain
    }
    let range = text.range
    let isRedacted =
      range.count == 8 && WordScan.word(bytes, range.lowerBound) == 0x4445_5443_4144_4552
    let isDash = range.count == 1 && bytes[range.lowerBound] == 0x2D
    return isRedacted || isDash ? nil : text
  }
}

extension Field {
  /// Whether the field may be an object or a list.
  func takes(_ form: FieldValue.Form) -> Bool {
    switch self {
    case .entities: form == .list
    case .message, .log: form == .object
    default: false
    }
  }
}

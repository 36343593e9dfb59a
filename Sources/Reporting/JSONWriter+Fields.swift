internal import Bytes

extension JSONWriter {
  /// An entry with an integer.
  mutating func field<Number: FixedWidthInteger>(_ key: String, _ value: Number) {
    self.key(key)
    self.value(value)
  }

  /// An entry with an integer or null.
  mutating func field(_ key: String, _ value: Int?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  /// An entry with `true` or `false`.
  mutating func field(_ key: String, _ value: Bool) {
    self.key(key)
    self.value(value)
  }

  /// An entry with a text or null.
  mutating func field(_ key: String, _ value: String?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  /// An entry with a name or null.
  mutating func field(_ key: String, _ value: ByteString?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  /// An entry with a time or null.
  mutating func field(_ key: String, _ value: Instant?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  /// An entry with an object that `body` writes, or null where there is no value.
  mutating func field<Value>(
    _ key: String, _ value: Value?, _ body: (inout JSONWriter, Value) -> Void
  ) {
    self.key(key)
    guard let value else { return null() }
    object { body(&$0, value) }
  }

  /// An entry with a list of objects, one per row, which `body` writes.
  mutating func rows<Rows: Sequence>(
    _ key: String, _ rows: Rows, _ body: (inout JSONWriter, Rows.Element) -> Void
  ) {
    self.key(key)
    list(rows) { writer, row in writer.object { body(&$0, row) } }
  }

  /// An entry with an object of counts by name, sorted by name.
  mutating func counts(_ key: String, _ counts: [String: Int]) {
    self.key(key)
    object { writer in
      for (name, count) in counts.sorted(by: { $0.key < $1.key }) { writer.field(name, count) }
    }
  }
}

internal import Bytes

/// Writes JSON as it goes, two blanks per level, in time linear in the output.
///
/// Keys come out in the order in which they are written, so the caller writes them sorted. The form is
/// that of Python's `json.dumps(indent=2, ensure_ascii=False)`, which most readers know; DEL and the
/// C1 controls are escaped as well, because terminals obey them.
struct JSONWriter {
  /// What was written so far, UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Objects and lists that are open.
  private var depth = 0
  /// Whether the innermost object or list has no entry yet.
  private var isFirst = true

  /// A writer that has written nothing and expects about `capacity` bytes.
  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Ends the document with a line feed and hands its bytes over.
  consuming func finish() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }

  /// Starts the entry `key` of the innermost object; its value must follow.
  mutating func key(_ key: String) {
    entry()
    quoted(key.utf8)
    bytes.append(0x3A)
    bytes.append(0x20)
  }

  /// An object whose entries `body` writes.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: 0x7B, close: 0x7D) { body(&$0) }
  }

  /// A list with one value per item, which `body` writes.
  mutating func list<Items: Sequence>(
    _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    container(open: 0x5B, close: 0x5D) { writer in
      for item in items {
        writer.entry()
        body(&writer, item)
      }
    }
  }

  /// `null`
  mutating func null() {
    bytes.append(contentsOf: "null".utf8)
  }

  /// `true` or `false`
  mutating func value(_ value: Bool) {
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// An integer in decimal.
  mutating func value<Number: FixedWidthInteger>(_ value: Number) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A text.
  mutating func value(_ text: String) {
    quoted(text.utf8)
  }

  /// A name; bytes that are not UTF-8 become U+FFFD (SPEC section 1).
  mutating func value(_ name: ByteString) {
    quoted(name.text.utf8)
  }

  /// A time as in SPEC section 7.
  mutating func value(_ instant: Instant) {
    quoted(instant.text.utf8)
  }

  /// Starts a new line for the next entry, behind a comma unless it is the first.
  private mutating func entry() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
    newLine()
  }

  private mutating func newLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func container(
    open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
    bytes.append(close)
  }
}

extension JSONWriter {
  /// Appends a quoted text; the short escapes of RFC 8259 where there are some.
  private mutating func quoted(_ text: String.UTF8View) {
    bytes.append(0x22)
    var previous: UInt8 = 0
    for byte in text {
      // C1 controls are C2 80 ... C2 9F in UTF-8: the lead byte is taken back and both are escaped.
      if previous == 0xC2, byte < 0xA0 {
        bytes.removeLast()
        unicodeEscape(byte)
      } else {
        append(escaping: byte)
      }
      previous = byte
    }
    bytes.append(0x22)
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20, 0x7F: unicodeEscape(byte)
    default: bytes.append(byte)
    }
  }

  private mutating func unicodeEscape(_ byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "\\u00".utf8)
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  }
}

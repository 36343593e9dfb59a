internal import Bytes

/// Finds the name of a field in the text before a value.
enum FieldKey {
  /// The field whose name stands at the end of `text` as `name=`, `name="`, `"name":` or `"name":"`
  /// (blanks behind the colon allowed); nil where none does, and for what a server's own directives
  /// have to give: time, request and status.
  static func field(at text: [UInt8]) -> Field? {
    var end = text.count
    if end > 0, text[end - 1] == 0x22 { end -= 1 }
    if end > 0, text[end - 1] == 0x3D { return named(text[..<(end - 1)]) }
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    guard end > 2, text[end - 1] == 0x3A, text[end - 2] == 0x22 else { return nil }
    let name = text[..<(end - 2)]
    guard let quote = name.lastIndex(of: 0x22) else { return nil }
    return field(name[(quote + 1)...])
  }

  /// The field whose name ends `text`, behind a byte that belongs to no name.
  private static func named(_ text: ArraySlice<UInt8>) -> Field? {
    let last = text.lastIndex { !isNameByte($0) }
    return field(last.map { text[($0 + 1)...] } ?? text)
  }

  private static func field(_ name: ArraySlice<UInt8>) -> Field? {
    let name = String(decoding: name, as: UTF8.self)
    let excluded: [Field] = [.time, .status, .request]
    return Field.canonical.first { $0.name == name && !excluded.contains($0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }
}

internal import Bytes
internal import Foundation
internal import GRDB

/// How byte strings are stored: as TEXT where SQLite's tools show all of it, else as BLOB.
///
/// Text ends at its first NUL for most of these tools, and has to be UTF-8. One name has one form, so that
/// the unique index on names knows it again.
enum StoredName {
  /// Whether the bytes are stored as TEXT.
  static func isText(_ name: ByteString) -> Bool {
    if name.bytes.allSatisfy({ $0 != 0 && $0 < 0x80 }) { return true }
    return !name.bytes.contains(0) && String(validating: name.bytes, as: UTF8.self) != nil
  }

  /// The value of a column.
  static func value(_ name: ByteString) -> DatabaseValue {
    isText(name) ? name.text.databaseValue : Data(name.bytes).databaseValue
  }

  /// The value of a column that holds a text of ours, which may quote names.
  static func value(_ text: String) -> DatabaseValue { value(ByteString(text)) }

  /// The name that a column holds, nil for any other value.
  static func name(_ value: DatabaseValue) -> ByteString? {
    switch value.storage {
    case .string(let text): ByteString(text)
    case .blob(let data): ByteString(Array(data))
    case .null, .int64, .double: nil
    }
  }
}

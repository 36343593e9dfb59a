public import Bytes

/// How a table of any columns is written.
public enum TableFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a row of headings; text that a spreadsheet would run as a formula is defused.
  case csv
  /// A JSON object a line, its keys in the order of the columns.
  case ndjson
}

/// A value of such a table.
public enum TableCell: Sendable, Equatable {
  /// Nothing; null in JSON.
  case empty
  case integer(Int)
  /// Text that may hold names from logs; bytes that are not UTF-8 become U+FFFD.
  case text(ByteString)
}

/// Writes a table of any length, row by row.
public struct TableWriter: Sendable {
  private let format: TableFormat
  private let columns: [String]
  private var bytes: [UInt8]

  /// A table of these columns.
  public init(_ format: TableFormat, columns: [String]) {
    self.format = format
    self.columns = columns
    bytes = format == .csv && !columns.isEmpty ? CSVWriter(columns).finish() : []
  }

  /// Bytes written and not taken yet.
  public var count: Int { bytes.count }

  /// Hands over what was written since the last time.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes a row of as many cells as there are columns.
  public mutating func row(_ cells: [TableCell]) {
    switch format {
    case .csv: csv(cells)
    case .ndjson: json(cells)
    }
  }

  private mutating func csv(_ cells: [TableCell]) {
    var writer = CSVWriter()
    for cell in cells {
      switch cell {
      case .empty: writer.number(nil)
      case .integer(let number): writer.number(number)
      case .text(let text): writer.name(text)
      }
    }
    writer.endRow()
    bytes += writer.finish()
  }

  private mutating func json(_ cells: [TableCell]) {
    for (index, (column, cell)) in zip(columns, cells).enumerated() {
      bytes += index == 0 ? Array("{".utf8) : Array(", ".utf8)
      var (key, value) = (JSONWriter(), JSONWriter())
      key.value(column)
      switch cell {
      case .empty: value.null()
      case .integer(let number): value.value(number)
      case .text(let text): value.value(text)
      }
      bytes += key.bytes + Array(": ".utf8) + value.bytes
    }
    bytes += Array("}\n".utf8)
  }
}

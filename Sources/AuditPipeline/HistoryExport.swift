public import Reporting
internal import RunHistory

/// Writes tables of a history out.
public enum HistoryExport {
  /// Names of the tables.
  public static let tables = HistoryTable.allCases.map(\.rawValue)
  /// Bytes that are written at once.
  private static let pieceBytes = 1 << 16

  /// Gives a table, one of `tables`, to `write` piece by piece; all rows are of one state of the history.
  ///
  /// Throws a `HistoryFault`, or what `write` throws.
  public static func export(
    _ path: String, table: String, format: TableFormat, write: ([UInt8]) throws -> Void
  ) throws {
    guard let table = HistoryTable(rawValue: table) else {
      throw HistoryFault("the history has no table \"\(table)\"")
    }
    try HistoryFault.translating {
      let history = try AuditHistory(opening: path, as: .reader)
      defer { try? history.close() }
      var writer = TableWriter(format, columns: [])
      try history.export(table) { columns in
        writer = TableWriter(format, columns: columns)
      } row: { values in
        writer.row(values.map(HistoryExport.cell))
        if writer.count >= pieceBytes { try write(writer.take()) }
      }
      try write(writer.take())
    }
  }

  /// Writes a table into a file, which is there whole or not at all.
  public static func export(
    _ path: String, table: String, format: TableFormat, to file: String
  ) throws {
    try TemporaryFile.write([file]) { files in
      try export(path, table: table, format: format) { bytes in
        for file in files { try file.write(bytes) }
      }
    }
  }

  private static func cell(_ value: ExportedValue) -> TableCell {
    switch value {
    case .null: .empty
    case .integer(let number): .integer(Int(number))
    case .text(let text): .text(text)
    }
  }
}

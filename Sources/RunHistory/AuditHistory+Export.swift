public import Bytes
internal import GRDB

/// A table as it can be exported, times and days readable, names for their numbers.
public enum HistoryTable: String, Sendable, CaseIterable {
  case runs, inputs, groups, applications, sites, endpoints, registrations, findings

  /// The view that is read.
  var view: String {
    switch self {
    case .runs: "runs_text"
    case .inputs: "inputs_text"
    case .groups: "group_days_text"
    case .applications: "application_days_text"
    case .sites: "site_days_text"
    case .endpoints: "endpoint_days_text"
    case .registrations: "sites_text"
    case .findings: "findings_text"
    }
  }
}

/// A value of an exported row.
public enum ExportedValue: Sendable, Equatable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A text of ours, a time or a name from logs.
  case text(ByteString)
}

extension AuditHistory {
  /// Gives every row of a table, in the table's order, after its columns' names; all rows are of one
  /// state of the history. What `row` throws ends the export and comes out as it is.
  public func export(
    _ table: HistoryTable, columns: ([String]) throws -> Void,
    row: ([ExportedValue]) throws -> Void
  ) throws {
    do {
      try queue.read { database in
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table.view)")
        try columns(rows.columnNames)
        while let next = try rows.next() {
          try row(
            next.databaseValues.map { value in
              if let name = StoredName.name(value) { return .text(name) }
              if case .int64(let number) = value.storage { return .integer(number) }
              return .null
            })
        }
      }
    } catch let error as DatabaseError {
      throw HistoryRefusal(error, path: path)
    }
  }
}

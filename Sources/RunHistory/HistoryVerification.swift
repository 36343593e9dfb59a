internal import GRDB

/// What is looked at before a history is trusted.
struct HistoryVerification {
  /// The history, as given.
  let path: String

  /// Up to this many pages of 4 KB all of a history is looked at, else the tables that every run needs:
  /// those of applications, sites and endpoints by day are most of a long history, and `check` reads them.
  private static let wholePages = 8192
  private static let vital = [
    "runs", "inputs", "run_totals", "pruned", "usage", "findings", "finding_subjects",
  ]

  /// Throws a refusal where the file is no history, of a newer version, or damaged.
  func verify(_ database: Database) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard application == HistorySchema.applicationID else {
      throw HistoryRefusal(path: path, cause: .otherApplication)
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= HistorySchema.version else {
      throw HistoryRefusal(path: path, cause: .newer(version))
    }
    guard version > 0 else { throw damage("it has no version") }
    for problem in try quickProblems(database) { throw damage(problem) }
    if version == HistorySchema.version {
      for problem in try declarationProblems(database) { throw damage(problem) }
    }
  }

  /// Tables, indices and views that are not as this program made them, and triggers, of which it made
  /// none. Others may be there.
  func declarationProblems(_ database: Database) throws -> [String] {
    let found = try HistorySchema.declarations(database)
    guard let expected = HistorySchema.expectedDeclarations else {
      return ["there is no memory to look at its layout"]
    }
    var problems = expected.filter { found[$0.key] != $0.value }
      .keys.sorted().map { "the \($0) is not as it was made" }
    if found.keys.contains(where: { $0.hasPrefix("trigger ") }) {
      problems.append("it holds a trigger, which no history does")
    }
    return problems
  }

  /// What SQLite finds without comparing tables with their indices, the first of it.
  private func quickProblems(_ database: Database) throws -> [String] {
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let scopes = pages <= HistoryVerification.wholePages ? ["1"] : HistoryVerification.vital
    for scope in scopes {
      let answer = try String.fetchAll(database, sql: "PRAGMA quick_check(\(scope))")
      if answer != ["ok"] { return answer.prefix(1).map(HistoryRefusal.printable) }
    }
    return []
  }

  private func damage(_ how: String) -> HistoryRefusal {
    HistoryRefusal(path: path, cause: .damaged(how))
  }
}

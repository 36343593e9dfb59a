internal import Bytes
internal import RunHistory

/// Looks after a history: what is wrong with it, and what can go.
public enum HistoryCare {
  /// Everything that is wrong with a history, a sentence each; none if it is as it was written.
  ///
  /// Throws a `HistoryFault` where the file is no history, of a newer version, or cannot be read.
  public static func check(_ path: String) throws -> [String] {
    do throws(HistoryRefusal) {
      let history = try AuditHistory(opening: path, as: .reader)
      defer { try? history.close() }
      return try history.check()
    } catch {
      // To be damaged is what a check finds, also where opening found it.
      if error.isDamage { return [error.sentence] }
      throw HistoryFault(error)
    }
  }

  /// Removes what is about days before the last `keepDays` days (at least 1) that have requests, and says
  /// what went.
  ///
  /// Waits `waitSeconds` for another run to end; `waiting` is told a sentence about it once. Throws a
  /// `HistoryFault`, and nothing was removed then.
  public static func prune(
    _ path: String, keepDays: Int, waitSeconds: Int, waiting: (String) -> Void
  ) throws -> String {
    try HistoryFault.translating {
      // A writer would make a history that is not there.
      try AuditHistory(opening: path, as: .reader).close()
      let lock = try RunLock(waitingFor: path, seconds: waitSeconds, waiting)
      let history = try AuditHistory(opening: path, as: .writer(lock))
      guard let days = try history.dayRange() else {
        try history.close()
        return "Nothing to prune: the history has no days."
      }
      let first = days.upperBound + 1 - keepDays
      let pruned = try history.prune(daysBefore: first)
      try history.close()
      return sentence(pruned, before: first)
    }
  }

  private static func sentence(_ pruned: PrunedRows, before day: Int) -> String {
    let date = Instant(seconds: Int64(day) * 86_400).text.prefix { $0 != "T" }
    let parts = [
      (pruned.days, "rows of days"), (pruned.samples, "line samples of inputs"),
      (pruned.usage, "kept usages"), (pruned.findings, "findings"), (pruned.names, "names"),
    ].filter { $0.0 > 0 }.map { "\($0.1): \($0.0)" }
    let what = parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    return "Removed of days before \(date): \(what). Runs, inputs and sites are kept."
  }
}

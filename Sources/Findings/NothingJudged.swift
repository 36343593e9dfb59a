/// Why a run held nothing against any limit, so that its having no findings says nothing.
public enum NothingJudged: Sendable, Equatable {
  /// No line of any input is a record.
  case noRecord
  /// There are records, so many, and none is a Learn call that counts or a Knewton request.
  case otherRecords(Int)
}

extension AuditReport {
  /// Requests that were held against limits: Learn calls that count, and Knewton requests.
  public var judgedRequests: Int { totals.learn + totals.knewton }

  /// Why there was nothing to judge; nil where there was something, be it observations of entities
  /// without a request.
  public var nothingJudged: NothingJudged? {
    guard judgedRequests == 0, findings.isEmpty,
      entities.allSatisfy({ ($0.largest ?? 0) == 0 })
    else { return nil }
    return totals.records == 0 ? .noRecord : .otherRecords(totals.records)
  }
}

internal import Findings

/// A row of a breakdown, its names as numbers.
struct DayRow {
  /// Days since 1970-01-01.
  var day: Int64
  /// Number of the first name of the key.
  var first: Int64
  /// Number of the second one, 0 where the key has one only.
  var second: Int64
  /// The requests.
  var counts: StatusCounts

  /// The order of the table's key.
  static func precedes(_ left: DayRow, _ right: DayRow) -> Bool {
    (left.day, left.first, left.second) < (right.day, right.first, right.second)
  }
}

extension StatusCounts {
  /// The numbers in the order of `Breakdown.counts`.
  var columns: [Int64] {
    [attempted, rejected, ok, redirected, clientErrors, serverErrors].map(Int64.init)
  }
}

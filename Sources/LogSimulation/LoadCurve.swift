/// How the requests of a night spread over its hours.
struct LoadCurve: Sendable {
  /// Length of the night in milliseconds.
  static let length = 86_400_000
  private static let hour = 3_600_000
  /// Relative load of the hours from 00:00 UTC: a North American campus.
  private static let weights = [
    70, 66, 60, 50, 40, 30, 22, 18, 15, 14, 15, 18, 24, 34, 46, 56, 62, 66, 68, 66, 64, 66, 70, 72,
  ]
  private let total: Int

  /// A curve over so many requests, 1 to 10^9.
  init(requests: Int) {
    total = requests
  }

  /// When the request at `position` in `0...total` is due, in milliseconds; never decreasing.
  func time(at position: Int) -> Int {
    // The largest product is 10^9 requests x 72 x 3.6 x 10^6 ms: below 2^58.
    var left = position * Self.weights.reduce(0, +)
    for (index, weight) in Self.weights.enumerated() {
      let share = weight * total
      if left < share { return index * Self.hour + left * Self.hour / share }
      left -= share
    }
    return Self.length
  }
}

/// Adds up the time of what is measured; what lies between two measurements does not count.
struct Stopwatch {
  /// Time measured so far.
  private(set) var elapsed = Duration.zero
  private let clock = ContinuousClock()

  /// Runs `work` and adds the time it takes.
  mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
    let start = clock.now
    defer { elapsed += clock.now - start }
    return try work()
  }

  /// Time measured so far, in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = elapsed.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}

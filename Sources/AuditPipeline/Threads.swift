internal import Dispatch
internal import Foundation

/// Independent pieces of work at the same time.
enum Threads {
  /// What `work` makes of each item, in their order, by at most `jobs` threads, of which this is one. Throws
  /// what the first of the items that failed threw, once all are done.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    let state = Locked(
      State(results: [Swift.Result<Result, any Error>?](repeating: nil, count: items.count)))
    let share = { @Sendable in
      while let index = state.withLock({ $0.take() }) {
        let result = Swift.Result { try work(items[index]) }
        state.withLock { $0.results[index] = result }
      }
    }
    let done = DispatchGroup()
    for _ in 1..<max(1, min(jobs, items.count)) {
      done.enter()
      let thread = Thread {
        share()
        done.leave()
      }
      thread.start()
    }
    share()
    done.wait()
    return try state.withLock { $0.results }.compactMap { try $0?.get() }
  }

  private struct State<Result: Sendable>: Sendable {
    var next = 0
    var results: [Swift.Result<Result, any Error>?]

    /// The next item nobody works on.
    mutating func take() -> Int? {
      guard next < results.count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}

internal import Dispatch
internal import Foundation
internal import Synchronization

/// Independent pieces of work at the same time.
enum Threads {
  /// What `work` makes of each item, in their order: of the first on this thread, of each other one on a
  /// thread of its own. Throws what the first of those that failed threw, once all are done.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    guard let first = items.first else { return [] }
    let others = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: items.count))
    let done = DispatchGroup()
    for (index, item) in items.enumerated().dropFirst() {
      done.enter()
      let thread = Thread {
        let result = Swift.Result { try work(item) }
        others.withLock { $0[index] = result }
        done.leave()
      }
      thread.start()
    }
    let result = Swift.Result { try work(first) }
    done.wait()
    let results = others.withLock { $0 }
    return try [result.get()] + results.compactMap { try $0?.get() }
  }
}

import Synchronization
import Testing

@testable import AuditPipeline

/// Work on several threads comes back in order, and its failures with it.
@Suite struct ThreadsTests {
  private struct Failure: Error, Equatable {
    var item: Int
  }

  private final class Seen: Sendable {
    let items = Mutex<Set<Int>>([])
  }

  @Test(arguments: [1, 2, 3, 50]) func resultsAreInOrder(_ jobs: Int) throws {
    #expect(try Threads.map(Array(0..<20), jobs: jobs) { $0 * $0 } == (0..<20).map { $0 * $0 })
    #expect(try Threads.map([Int](), jobs: jobs) { $0 } == [])
  }

  @Test func theFirstFailureIsThrownWhenAllIsDone() {
    let done = Seen()
    #expect(throws: Failure(item: 3)) {
      try Threads.map(Array(0..<9), jobs: 2) { item in
        done.items.withLock { _ = $0.insert(item) }
        if item % 3 == 0, item > 0 { throw Failure(item: item) }
      }
    }
    #expect(done.items.withLock { $0 } == Set(0..<9))
  }
}

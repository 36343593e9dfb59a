/// One entry of a usage run: a key (see `UsageKey`) and what is known of it.
struct RunEntry: Sendable {
  var key: [UInt8] = []
  var payload: [UInt8] = []
}

/// Gives the entries of one run in the order of their keys, each key once.
protocol RunSource: AnyObject {
  /// How the inputs that the run names are numbered in the whole.
  var inputs: InputNumbers { get }
  /// Puts the next entry into `entry` in place of the last; false at the end.
  func next(_ entry: inout RunEntry) throws -> Bool
  /// Hears that an entry is none, though it stands where one should: the last one, or the one before it
  /// if that was taken since.
  func blame(isTaken: Bool)
}

extension RunSource {
  func blame(isTaken: Bool) {}
}

/// Merges runs: their entries by key, each with the payloads of all runs that have it.
///
/// The next entry is found in a binary heap of the runs: O(log runs) comparisons an entry.
struct RunMerge {
  private struct Head {
    var entry: RunEntry
    var source: any RunSource
    /// Keeps equal keys in the order of the runs, though no merge depends on it.
    var number: Int
  }

  private var heads: [Head] = []
  /// The run of the payload that was taken last.
  private var taken: (any RunSource)?

  /// A merge of `sources`; reads the first entry of each.
  init(_ sources: [any RunSource]) throws {
    for (number, source) in sources.enumerated() {
      var entry = RunEntry()
      if try source.next(&entry) {
        heads.append(Head(entry: entry, source: source, number: number))
        rise(heads.count - 1)
      }
    }
  }

  /// The smallest key that is left, nil at the end.
  var key: [UInt8]? { heads.first?.entry.key }

  /// Whether another run has the smallest key too: then it stands right below it in the heap.
  var isKeyShared: Bool {
    isKey(ofHead: 1) || isKey(ofHead: 2)
  }

  /// What one of the runs that have the smallest key says of it. A reader that lets go of it before
  /// `advance` lets the run use the buffer again.
  var payload: (bytes: [UInt8], inputs: InputNumbers) {
    (heads[0].entry.payload, heads[0].source.inputs)
  }

  /// Goes on to the next entry.
  mutating func advance() throws {
    precondition(!heads.isEmpty, "nothing is left to take")
    taken = heads[0].source
    if try heads[0].source.next(&heads[0].entry) {
      sink()
    } else {
      heads.swapAt(0, heads.count - 1)
      heads.removeLast()
      sink()
    }
  }

  /// Tells the run whose entry is none.
  func blame() {
    if let taken { return taken.blame(isTaken: true) }
    heads.first?.source.blame(isTaken: false)
  }

  /// To be called before an entry is looked at: what was taken before is none of its faults.
  mutating func forgetTaken() { taken = nil }

  private func isKey(ofHead index: Int) -> Bool {
    guard index < heads.count, heads[index].entry.key.count == heads[0].entry.key.count else {
      return false
    }
    return ByteOrder.compare(heads[index].entry.key, heads[0].entry.key) == 0
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let order = ByteOrder.compare(heads[left].entry.key, heads[right].entry.key)
    return order != 0 ? order < 0 : heads[left].number < heads[right].number
  }

  private mutating func rise(_ index: Int) {
    var index = index
    while index > 0, precedes(index, (index - 1) / 2) {
      heads.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heads.count && precedes(child, least) {
        least = child
      }
      if least == index { return }
      heads.swapAt(index, least)
      index = least
    }
  }
}

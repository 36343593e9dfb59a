internal import Bytes
internal import LimitCatalog

/// Which group of the policy lists an application, looked up by bytes without allocating.
///
/// Open addressing over a table of a power of two at most half full. Its keys come from the policy,
/// so no log can make its chains long.
struct ApplicationTable: Sendable {
  private struct Slot {
    var start = 0
    var count = 0
    /// Position in the policy's groups, or -1: free.
    var group = -1
  }

  private var slots: [Slot]
  private var text: [UInt8] = []

  /// The applications of `groups`; of two groups with one application the first has it.
  init(_ groups: [GroupPolicy]) {
    let applications = groups.reduce(0) { $0 + $1.applications.count }
    var capacity = 2
    while capacity < 2 * applications { capacity *= 2 }
    slots = Array(repeating: Slot(), count: applications == 0 ? 0 : capacity)
    for (index, group) in groups.enumerated() {
      for application in group.applications { insert(application.bytes, index) }
    }
  }

  private mutating func insert(_ application: [UInt8], _ group: Int) {
    let slot = position(application.span, application.indices)
    guard slots[slot].group < 0 else { return }
    slots[slot] = Slot(start: text.count, count: application.count, group: group)
    text += application
  }

  /// Position in the policy's groups, or nil; O(length).
  func groupIndex(_ bytes: Span<UInt8>, _ application: Range<Int>) -> Int? {
    if slots.isEmpty || application.isEmpty { return nil }
    let group = slots[position(bytes, application)].group
    return group < 0 ? nil : group
  }

  /// The slot of an application, or the free one where it would be.
  private func position(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let hash = ByteHash.hash(bytes, range)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].group >= 0 {
      let candidate = slots[slot]
      let known = candidate.start..<candidate.start + candidate.count
      if ByteSearch.equal(text.span, known, bytes, range) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}

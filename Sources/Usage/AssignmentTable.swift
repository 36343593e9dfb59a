internal import Bytes
internal import Crypto

/// A learning instance and one of its registrations, both interned.
struct MembershipKey: TableKey {
  var instance: UInt32
  var registration: UInt32

  @inline(__always) var hash: UInt64 { ByteHash.hash(instance, registration, 0) }
}

/// A registration, interned because findings name it, and a goal, of which only is asked whether it is
/// another one: 96 bits of its SHA-256, so that no two goals are one even if somebody wants them to.
struct AssignmentKey: TableKey {
  var registration: UInt32
  let high: UInt32
  let middle: UInt32
  let low: UInt32

  /// The key of `registration` and the goal id in `range` of `bytes`.
  init(registration: UInt32, goal bytes: Span<UInt8>, _ range: Range<Int>) {
    self.registration = registration
    var hasher = SHA256()
    // SAFETY: the bytes are only read during the call.
    unsafe bytes.extracting(range).withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    var words: (UInt32, UInt32, UInt32) = (0, 0, 0)
    var index = 0
    for byte in hasher.finalize() {
      switch index / 4 {
      case 0: words.0 = words.0 << 8 | UInt32(byte)
      case 1: words.1 = words.1 << 8 | UInt32(byte)
      case 2: words.2 = words.2 << 8 | UInt32(byte)
      default: break
      }
      index += 1
    }
    (high, middle, low) = words
  }

  /// The goal's 96 bits as bytes, which order as the words do.
  var goalBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12)
    func append(_ word: UInt32) {
      bytes.append(UInt8(truncatingIfNeeded: word >> 24))
      bytes.append(UInt8(truncatingIfNeeded: word >> 16))
      bytes.append(UInt8(truncatingIfNeeded: word >> 8))
      bytes.append(UInt8(truncatingIfNeeded: word))
    }
    append(high)
    append(middle)
    append(low)
    return bytes
  }

  @inline(__always) var hash: UInt64 { ByteHash.hash(registration, high, middle ^ low) }
}

/// When each goal of each registration was assigned and deleted, latest times in milliseconds.
///
/// Most goals are assigned once and never deleted, so a row is one time and a bit; what differs is
/// kept aside.
struct AssignmentTable: Sendable {
  private(set) var keys = DenseTable<AssignmentKey>()
  /// Latest assignment, doubled, plus one if the latest with analytics is the same; `never` if none.
  private var assigned: [Int64] = []
  /// Latest assignments with analytics, of rows where it is not the latest of all.
  private var analytics: [Int: Int64] = [:]
  /// Latest deletions, of rows that have one.
  private var deleted: [Int: Int64] = [:]

  /// Before any time a log can hold, also doubled.
  private static let never = Int64.min

  /// Counts a succeeded assignment, with `analytics` when it was enabled.
  mutating func assign(_ key: AssignmentKey, at time: Int64, analytics isEnabled: Bool) {
    let row = row(key)
    let latest = assignedTime(row)
    if isEnabled { setAnalytics(row, max(time, analyticsTime(row)), latest: max(time, latest)) }
    if time > latest { setAssigned(row, time) }
  }

  /// Counts a succeeded deletion.
  mutating func delete(_ key: AssignmentKey, at time: Int64) {
    let row = row(key)
    deleted[row] = max(deleted[row] ?? time, time)
  }

  /// The times of a row.
  func times(_ row: Int) -> AssignmentTimes {
    func known(_ time: Int64) -> Int64? { time == AssignmentTable.never ? nil : time }
    return AssignmentTimes(
      assigned: known(assignedTime(row)), assignedWithAnalytics: known(analyticsTime(row)),
      deleted: deleted[row])
  }

  private func assignedTime(_ row: Int) -> Int64 {
    assigned[row] == AssignmentTable.never ? AssignmentTable.never : assigned[row] >> 1
  }

  private func analyticsTime(_ row: Int) -> Int64 {
    if assigned[row] != AssignmentTable.never, assigned[row] & 1 == 1 { return assigned[row] >> 1 }
    return analytics[row] ?? AssignmentTable.never
  }

  /// Sets the latest time with analytics, `latest` being that of all assignments then.
  private mutating func setAnalytics(_ row: Int, _ time: Int64, latest: Int64) {
    if time == latest {
      assigned[row] = time << 1 | 1
      analytics[row] = nil
    } else {
      analytics[row] = time
    }
  }

  /// Sets the latest assignment; the latest with analytics stays what it was.
  private mutating func setAssigned(_ row: Int, _ time: Int64) {
    let withAnalytics = analyticsTime(row)
    guard withAnalytics != time else { return }
    assigned[row] = time << 1
    if withAnalytics != AssignmentTable.never { analytics[row] = withAnalytics }
  }

  private mutating func row(_ key: AssignmentKey) -> Int {
    let row = keys.row(key)
    if row == assigned.count { assigned.append(AssignmentTable.never) }
    return row
  }
}

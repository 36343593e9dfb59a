public import Bytes

/// What one group (a row of the policy's `partition`) used.
public struct GroupTally: Sendable {
  /// Attempted requests.
  public internal(set) var attempted = Occurrences()
  /// Refused ones.
  public internal(set) var rejected = Occurrences()
  /// Requests by status; few, in order of first sight.
  public internal(set) var statuses: [StatusCount] = []
  /// Counts per second; by time once `settle` has run.
  public internal(set) var seconds: [SecondTally] = []
  /// Requests by the value of their limit header; all of them once `settled` has run.
  public internal(set) var limits: [Int64: Occurrences] = [:]
  /// Distinct instants of reset headers, whole seconds since the epoch.
  public internal(set) var resetInstants: Set<Int64> = []
  /// Refused requests that were told how long to wait; the header lens's instants when `reset` is
  /// never sent.
  public internal(set) var waits: Set<RetryWait> = []
  /// The developer groups of the requests; more than one only for other partitions than `group`.
  var developerGroupIDs: Set<UInt32> = []
  /// Their names, once `settled` has run.
  public internal(set) var developerGroups: Set<ByteString> = []
  private var lastReset = Int64.min
  /// The limit header of the last request that had one, and the requests since it changed: they are
  /// added to `limits` together, because it rarely does.
  private var lastLimit: Int64 = -1
  private var requestsOfLastLimit = Occurrences()

  /// Counts one request in its second; whether that is a new one.
  @inline(__always)
  mutating func add(second: Int64, isRejected: Bool, limit: Int64, remaining: Int64) -> Bool {
    let index = seconds.count &- 1
    if index >= 0, seconds[index].second == second {
      seconds[index].add(isRejected: isRejected, limit: limit, remaining: remaining)
      return false
    }
    var tally = SecondTally(second: second)
    tally.add(isRejected: isRejected, limit: limit, remaining: remaining)
    seconds.append(tally)
    return true
  }

  @inline(__always)
  mutating func add(status: UInt16) {
    for index in statuses.indices where statuses[index].status == status {
      statuses[index].requests &+= 1
      return
    }
    statuses.append(StatusCount(status: status, requests: 1))
  }

  /// Counts one request with a limit header.
  @inline(__always)
  mutating func add(limit: Int64, time: Int64, place: RequestPlace) {
    if limit != lastLimit {
      settleLimit()
      lastLimit = limit
    }
    requestsOfLastLimit.add(time: time, place: place)
  }

  private mutating func settleLimit() {
    guard requestsOfLastLimit.count > 0 else { return }
    limits[lastLimit, default: Occurrences()].merge(requestsOfLastLimit)
    requestsOfLastLimit = Occurrences()
  }

  @inline(__always)
  mutating func add(resetInstant: Int64) {
    if resetInstant == lastReset { return }
    lastReset = resetInstant
    resetInstants.insert(resetInstant)
  }

  /// Adds what another part of the log says of the same group; both are settled, and so is the sum.
  mutating func merge(_ other: GroupTally) {
    attempted.merge(other.attempted)
    rejected.merge(other.rejected)
    for status in other.statuses {
      if let index = statuses.firstIndex(where: { $0.status == status.status }) {
        statuses[index].requests += status.requests
      } else {
        statuses.append(status)
      }
    }
    seconds += other.seconds
    limits.merge(other.limits) { left, right in
      var sum = left
      sum.merge(right)
      return sum
    }
    resetInstants.formUnion(other.resetInstants)
    waits.formUnion(other.waits)
    developerGroups.formUnion(other.developerGroups)
    settleSeconds()
  }

  /// The group with its seconds in order, each of them once, and its developer groups by name.
  func settled(naming names: ByteInterner) -> GroupTally {
    var result = self
    result.settleSeconds()
    result.settleLimit()
    result.developerGroups = Set(developerGroupIDs.map { names[$0] })
    return result
  }

  private mutating func settleSeconds() {
    seconds.sort { $0.second < $1.second }
    var kept = 0
    for index in seconds.indices {
      if kept > 0, seconds[kept - 1].second == seconds[index].second {
        seconds[kept - 1].merge(seconds[index])
      } else {
        seconds[kept] = seconds[index]
        kept += 1
      }
    }
    seconds.removeLast(seconds.count - kept)
  }
}

/// Requests of one status code.
public struct StatusCount: Sendable, Equatable {
  /// Status code.
  public var status: UInt16
  /// Requests with it.
  public var requests: Int
}

/// A refused request at `second` that was told to wait `seconds` whole seconds.
public struct RetryWait: Hashable, Sendable {
  /// When it was refused, seconds since the epoch.
  public var second: Int64
  /// How long to wait, 0 to 691,200.
  public var seconds: Int64
}

/// One second of a group: what SPEC section 5 asks of header windows.
public struct SecondTally: Sendable, Equatable {
  /// Seconds since the epoch.
  public var second: Int64
  /// Attempted requests.
  public var attempted: Int32 = 0
  /// Refused ones.
  public var rejected: Int32 = 0
  /// The limit header of accepted requests: one value, `none` or `several`.
  public var limit = SecondTally.none
  /// Smallest remaining header of accepted requests, or `none`.
  public var remainingMin = SecondTally.none
  /// Largest remaining header of accepted requests, or `none`.
  public var remainingMax = SecondTally.none

  /// No header seen.
  public static let none: Int64 = -1
  /// More than one distinct limit seen.
  public static let several: Int64 = -2

  /// A second, or the start of a sum of seconds, without requests.
  public init(second: Int64) {
    self.second = second
  }

  @inline(__always)
  mutating func add(isRejected: Bool, limit: Int64, remaining: Int64) {
    attempted &+= 1
    if isRejected {
      rejected &+= 1
      return
    }
    addAccepted(limit: limit, remainingMin: remaining, remainingMax: remaining)
  }

  /// Adds the requests of another second, or of another part of the same.
  public mutating func merge(_ other: SecondTally) {
    // A file may tell any number; no log has 2^31 requests of a group in a second.
    attempted = Int32(clamping: Int64(attempted) + Int64(other.attempted))
    rejected = Int32(clamping: Int64(rejected) + Int64(other.rejected))
    addAccepted(
      limit: other.limit, remainingMin: other.remainingMin, remainingMax: other.remainingMax)
  }

  @inline(__always)
  private mutating func addAccepted(limit other: Int64, remainingMin: Int64, remainingMax: Int64) {
    if other != SecondTally.none {
      limit = limit == SecondTally.none || limit == other ? other : SecondTally.several
    }
    if remainingMin != SecondTally.none {
      let known = self.remainingMin != SecondTally.none
      self.remainingMin = known ? min(self.remainingMin, remainingMin) : remainingMin
      self.remainingMax = known ? max(self.remainingMax, remainingMax) : remainingMax
    }
  }
}

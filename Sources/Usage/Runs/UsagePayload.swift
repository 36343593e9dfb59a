public import Bytes
internal import Crypto

/// What an entry of a usage run holds: mergeable, associative and commutative (SPEC 9.2).
protocol UsagePayload: Sendable {
  /// Reads what `write` wrote; `inputs` renumbers the inputs of the run.
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption)
  /// Appends the payload.
  func write(to writer: inout UsageWriter)
  /// Adds what another run says of the same key.
  mutating func merge(_ other: Self)
}

/// Renumbers the inputs of a run as those of the whole.
struct InputNumbers: Sendable {
  /// New numbers by old ones; nil keeps all.
  var numbers: [Int]?

  /// The new number of an input.
  func number(_ old: Int) throws(UsageCorruption) -> Int {
    guard let numbers else { return old }
    guard numbers.indices.contains(old) else { throw UsageCorruption() }
    return numbers[old]
  }
}

extension Occurrences: UsagePayload {
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    self.init()
    count = try bytes.count()
    first = try bytes.time(from: 0)
    last = try bytes.time(from: first)
    guard first <= last else { throw UsageCorruption() }
    witness = RequestPlace(input: try inputs.number(bytes.count()), line: try bytes.count())
  }

  func write(to writer: inout UsageWriter) {
    writer.write(count: count)
    writer.write(first)
    writer.write(last - first)
    writer.write(count: witness.input)
    writer.write(count: witness.line)
  }
}

extension ApplicationCounts: UsagePayload {
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    self.init(attempted: try bytes.count(), rejected: try bytes.count())
  }

  func write(to writer: inout UsageWriter) {
    writer.write(count: attempted)
    writer.write(count: rejected)
  }

  mutating func merge(_ other: ApplicationCounts) {
    attempted += other.attempted
    rejected += other.rejected
  }
}

/// The largest value observed of a subject.
struct LargestValue: UsagePayload {
  var value: Int64

  init(_ value: Int64) { self.value = value }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    value = try bytes.signed()
  }

  func write(to writer: inout UsageWriter) { writer.write(value) }

  mutating func merge(_ other: LargestValue) { value = max(value, other.value) }
}

/// How many requests a subject had.
struct RequestCount: UsagePayload {
  var count: Int

  init(_ count: Int) { self.count = count }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    count = try bytes.count()
  }

  func write(to writer: inout UsageWriter) { writer.write(count: count) }

  mutating func merge(_ other: RequestCount) { count += other.count }
}

/// That a key is there.
struct Presence: UsagePayload {
  init() {}
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {}
  func write(to writer: inout UsageWriter) {}
  mutating func merge(_ other: Presence) {}
}

/// Requests of one caller over a limit of one request.
struct ViolationTally: UsagePayload {
  var value: Int64
  var requests: Occurrences

  init(value: Int64, requests: Occurrences) {
    self.value = value
    self.requests = requests
  }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    value = try bytes.signed()
    requests = try Occurrences(&bytes, inputs: inputs)
  }

  func write(to writer: inout UsageWriter) {
    writer.write(value)
    requests.write(to: &writer)
  }

  mutating func merge(_ other: ViolationTally) {
    value = max(value, other.value)
    requests.merge(other.requests)
  }
}

/// When a goal of a registration was assigned and deleted: latest times in milliseconds, nil for never.
struct AssignmentTimes: UsagePayload {
  var assigned: Int64?
  var assignedWithAnalytics: Int64?
  var deleted: Int64?

  init(assigned: Int64?, assignedWithAnalytics: Int64?, deleted: Int64?) {
    self.assigned = assigned
    self.assignedWithAnalytics = assignedWithAnalytics
    self.deleted = deleted
  }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    let present = try bytes.unsigned()
    guard present < 8 else { throw UsageCorruption() }
    if present & 1 != 0 { assigned = try bytes.signed() }
    if present & 2 != 0 { assignedWithAnalytics = try bytes.signed() }
    if present & 4 != 0 { deleted = try bytes.signed() }
  }

  func write(to writer: inout UsageWriter) {
    let present: UInt64 =
      (assigned == nil ? 0 : 1) | (assignedWithAnalytics == nil ? 0 : 2) | (deleted == nil ? 0 : 4)
    writer.write(present)
    if let assigned { writer.write(assigned) }
    if let assignedWithAnalytics { writer.write(assignedWithAnalytics) }
    if let deleted { writer.write(deleted) }
  }

  mutating func merge(_ other: AssignmentTimes) {
    func latest(_ left: Int64?, _ right: Int64?) -> Int64? {
      guard let left, let right else { return left ?? right }
      return max(left, right)
    }
    assigned = latest(assigned, other.assigned)
    assignedWithAnalytics = latest(assignedWithAnalytics, other.assignedWithAnalytics)
    deleted = latest(deleted, other.deleted)
  }

  /// Whether the goal is present: assigned after its latest deletion.
  var isPresent: Bool { isAfterDeletion(assigned) }

  /// Whether it is present with analytics enabled.
  var isPresentWithAnalytics: Bool { isAfterDeletion(assignedWithAnalytics) }

  private func isAfterDeletion(_ time: Int64?) -> Bool {
    guard let time else { return false }
    return deleted.map { time > $0 } ?? true
  }
}

/// What tells a token inside other names without holding it: SPEC section 7 lets no store keep one.
public struct TokenTrace: UsagePayload, Equatable {
  /// Length in bytes.
  public var length: Int
  /// SHA-256 of the token in lower case (A-Z only), as sites and origins are printed in lower case.
  public var foldedDigest: [UInt8]

  /// The trace of a token.
  public init(_ token: ByteString) {
    let folded = token.bytes.map(Ascii.lowercased)
    length = folded.count
    foldedDigest = Array(SHA256.hash(data: folded))
  }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    length = try bytes.count()
    foldedDigest = []
    for _ in 0..<32 { foldedDigest.append(UInt8(truncatingIfNeeded: try bytes.unsigned())) }
  }

  func write(to writer: inout UsageWriter) {
    writer.write(count: length)
    for byte in foldedDigest { writer.write(UInt64(byte)) }
  }

  mutating func merge(_ other: TokenTrace) {}
}

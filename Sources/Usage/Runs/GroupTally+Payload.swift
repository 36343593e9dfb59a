internal import Bytes

extension GroupTally: UsagePayload {
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    self.init()
    attempted = try Occurrences(&bytes, inputs: inputs)
    rejected = try Occurrences(&bytes, inputs: inputs)
    for _ in 0..<(try bytes.items()) {
      guard let status = UInt16(exactly: try bytes.unsigned()) else { throw UsageCorruption() }
      statuses.append(StatusCount(status: status, requests: try bytes.count()))
    }
    try readSeconds(&bytes)
    for _ in 0..<(try bytes.items()) {
      limits[try bytes.headerValue()] = try Occurrences(&bytes, inputs: inputs)
    }
    var instant: Int64 = 0
    for _ in 0..<(try bytes.items()) {
      instant = try bytes.time(from: instant)
      resetInstants.insert(instant)
    }
    var second: Int64 = 0
    for _ in 0..<(try bytes.items()) {
      second = try bytes.time(from: second)
      waits.insert(RetryWait(second: second, seconds: try bytes.time(from: 0)))
    }
    for _ in 0..<(try bytes.items()) {
      var name: [UInt8] = []
      for _ in 0..<(try bytes.items()) {
        name.append(UInt8(truncatingIfNeeded: try bytes.unsigned()))
      }
      developerGroups.insert(ByteString(name))
    }
  }

  /// Every group has a request, so one second at least.
  private mutating func readSeconds(_ bytes: inout UsageBytes) throws(UsageCorruption) {
    let count = try bytes.items()
    guard count > 0 else { throw UsageCorruption() }
    for _ in 0..<count {
      let last = seconds.last?.second
      var tally = SecondTally(second: try bytes.time(from: last ?? 0))
      guard last.map({ $0 < tally.second }) ?? true,
        let attempted = Int32(exactly: try bytes.signed()), attempted > 0,
        let rejected = Int32(exactly: try bytes.signed()), (0...attempted).contains(rejected)
      else { throw UsageCorruption() }
      (tally.attempted, tally.rejected) = (attempted, rejected)
      tally.limit = try bytes.headerValue()
      tally.remainingMin = try bytes.headerValue()
      tally.remainingMax = try bytes.headerValue(from: tally.remainingMin)
      seconds.append(tally)
    }
  }

  /// Seconds must be in order and each there once (`settle`).
  func write(to writer: inout UsageWriter) {
    attempted.write(to: &writer)
    rejected.write(to: &writer)
    writer.write(count: statuses.count)
    // In order of first sight they would depend on who read what.
    for status in statuses.sorted(by: { $0.status < $1.status }) {
      writer.write(UInt64(status.status))
      writer.write(count: status.requests)
    }
    writer.write(count: seconds.count)
    var last: Int64 = 0
    for tally in seconds {
      writer.write(tally.second - last)
      last = tally.second
      writer.write(Int64(tally.attempted))
      writer.write(Int64(tally.rejected))
      writer.write(tally.limit)
      writer.write(tally.remainingMin)
      writer.write(tally.remainingMax - tally.remainingMin)
    }
    writer.write(count: limits.count)
    for (limit, requests) in limits.sorted(by: { $0.key < $1.key }) {
      writer.write(limit)
      requests.write(to: &writer)
    }
    writer.write(count: resetInstants.count)
    last = 0
    for instant in resetInstants.sorted() {
      writer.write(instant - last)
      last = instant
    }
    writer.write(count: waits.count)
    last = 0
    for wait in waits.sorted(by: { ($0.second, $0.seconds) < ($1.second, $1.seconds) }) {
      writer.write(wait.second - last)
      last = wait.second
      writer.write(wait.seconds)
    }
    writer.write(count: developerGroups.count)
    for name in developerGroups.sorted() {
      writer.write(count: name.bytes.count)
      for byte in name.bytes { writer.write(UInt64(byte)) }
    }
  }
}

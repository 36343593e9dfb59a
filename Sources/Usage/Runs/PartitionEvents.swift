/// Requests of one pair or triple: when each came, and what the limiter did to some.
public struct PartitionEvents: UsagePayload {
  /// Times of all requests, ascending: milliseconds for pairs, seconds for triples.
  public internal(set) var times: [Int64]
  /// What the limiter did, by time, then place.
  public internal(set) var marks: [Mark]

  init(times: [Int64], marks: [Mark]) {
    self.times = times
    self.marks = marks
  }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    times = []
    marks = []
    let count = try bytes.items()
    guard count > 0 else { throw UsageCorruption() }
    times.reserveCapacity(count)
    var time: Int64 = 0
    for _ in 0..<count {
      let next = try bytes.time(from: time)
      guard times.isEmpty || next >= time else { throw UsageCorruption() }
      time = next
      times.append(time)
    }
    let markCount = try bytes.items()
    guard markCount <= count else { throw UsageCorruption() }
    marks.reserveCapacity(markCount)
    time = 0
    for _ in 0..<markCount {
      let next = try bytes.time(from: time)
      guard marks.isEmpty || next >= time else { throw UsageCorruption() }
      time = next
      let place = RequestPlace(input: try inputs.number(bytes.count()), line: try bytes.count())
      guard let delay = Int32(exactly: try bytes.unsigned()),
        let kinds = UInt8(exactly: try bytes.unsigned())
      else { throw UsageCorruption() }
      marks.append(
        Mark(time: time, place: place, delay: delay, kinds: Mark.Kinds(rawValue: kinds)))
    }
  }

  func write(to writer: inout UsageWriter) {
    PartitionEvents.write(times[...], marks, to: &writer)
  }

  /// Appends the payload of these times and marks.
  static func write(
    _ times: ArraySlice<Int64>, _ marks: some Collection<Mark>, to writer: inout UsageWriter
  ) {
    writer.write(count: times.count)
    var last: Int64 = 0
    for time in times {
      writer.write(time - last)
      last = time
    }
    writer.write(count: marks.count)
    last = 0
    for mark in marks {
      writer.write(mark.time - last)
      last = mark.time
      writer.write(count: mark.place.input)
      writer.write(count: mark.place.line)
      writer.write(UInt64(UInt32(bitPattern: mark.delay)))
      writer.write(UInt64(mark.kinds.rawValue))
    }
  }

  mutating func merge(_ other: PartitionEvents) {
    times = PartitionEvents.merged(times, other.times, by: <=)
    marks = PartitionEvents.merged(marks, other.marks) { left, right in
      (left.time, left.place) <= (right.time, right.place)
    }
  }

  /// Two ascending lists as one.
  private static func merged<Element>(
    _ left: [Element], _ right: [Element], by precedes: (Element, Element) -> Bool
  ) -> [Element] {
    if right.isEmpty { return left }
    var result: [Element] = []
    result.reserveCapacity(left.count + right.count)
    var position = 0
    for element in right {
      while position < left.count, precedes(left[position], element) {
        result.append(left[position])
        position += 1
      }
      result.append(element)
    }
    result.append(contentsOf: left[position...])
    return result
  }
}

/// What happened to the requests of one endpoint, over all callers.
public struct EndpointTally: UsagePayload {
  /// How many requests met what.
  public internal(set) var counts: EndpointCounts
  /// Delays above 0 in milliseconds, ascending, each with its number of requests.
  public internal(set) var delays: [(delay: Int32, requests: Int)]

  init(counts: EndpointCounts, delays: [(delay: Int32, requests: Int)]) {
    self.counts = counts
    self.delays = delays
  }

  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    counts = EndpointCounts(
      attempted: try bytes.count(), rejected: try bytes.count(), delayed: try bytes.count(),
      softLimited: try bytes.count())
    delays = []
    for _ in 0..<(try bytes.items()) {
      guard let delay = Int32(exactly: try bytes.unsigned()) else { throw UsageCorruption() }
      guard delays.last.map({ $0.delay < delay }) ?? true else { throw UsageCorruption() }
      delays.append((delay, try bytes.count()))
    }
  }

  func write(to writer: inout UsageWriter) {
    writer.write(count: counts.attempted)
    writer.write(count: counts.rejected)
    writer.write(count: counts.delayed)
    writer.write(count: counts.softLimited)
    writer.write(count: delays.count)
    for (delay, requests) in delays {
      writer.write(UInt64(UInt32(bitPattern: delay)))
      writer.write(count: requests)
    }
  }

  mutating func merge(_ other: EndpointTally) {
    counts.merge(other.counts)
    delays = EndpointTally.counted((delays + other.delays).sorted { $0.delay < $1.delay })
  }

  /// Sorted delays, each of them once.
  static func counted(_ sorted: [(delay: Int32, requests: Int)]) -> [(delay: Int32, requests: Int)]
  {
    var result: [(delay: Int32, requests: Int)] = []
    for item in sorted {
      if let last = result.last, last.delay == item.delay {
        result[result.count - 1].requests += item.requests
      } else {
        result.append(item)
      }
    }
    return result
  }
}

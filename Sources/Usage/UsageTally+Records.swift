public import AccessLog
internal import Attribution
internal import Bytes

extension UsageTally {
  /// Counts the records and lines of one block of `input`.
  ///
  /// Nothing is allocated per record once all names have been seen.
  public mutating func add(_ batch: RecordBatch, input: Int) {
    let bytes = batch.bytes.span
    inputs[input].counts.merge(batch.counts)
    if !batch.observations.isEmpty { addObservations(batch) }
    let records = batch.records.span
    var start = 0
    while start < records.count {
      let end = min(start &+ Lookahead.records, records.count)
      add(records, start..<end, bytes, input: input)
      start = end
    }
    pairs.flush()
    triples.flush()
    days.flush()
  }

  /// Counts a few records, whose tokens are looked up together: each alone would wait for memory.
  private mutating func add(
    _ records: Span<Record>, _ range: Range<Int>, _ bytes: Span<UInt8>, input: Int
  ) {
    var hashes = Lookahead.Hashes(repeating: 0)
    for index in range {
      let token = records[index].token
      if token.isPresent { hashes[index &- range.lowerBound] = names.hash(bytes, token.range) }
    }
    for index in range where records[index].token.isPresent {
      names.prefetch(hashes[index &- range.lowerBound])
    }
    for index in range {
      var token = dash
      if records[index].token.isPresent {
        token = names.intern(
          bytes, records[index].token.range, hash: hashes[index &- range.lowerBound])
        noteToken(token)
      }
      // Not by a variable, which would be a copy.
      add(
        records[index], bytes, token: token,
        RequestPlace(input: input, line: records[index].line))
    }
  }

  @inline(__always)
  private mutating func add(
    _ record: Record, _ bytes: Span<UInt8>, token: UInt32, _ place: RequestPlace
  ) {
    inputs[place.input].extend(to: record.time)
    count(hourOf: record.time)
    let match = attributor.match(record, bytes)
    switch match.service {
    case .other: addOther(record)
    case .learn where match.isExcluded: totals.excluded &+= 1
    case .learn: addLearn(record, bytes, match, place)
    case .knewton: addKnewton(record, bytes, match, token: token, place)
    }
  }

  @inline(__always)
  private mutating func count(hourOf time: Int64) {
    let hour = time.flooredQuotient(3_600_000)
    if hour != currentHour.hour {
      if currentHour.records > 0 { hours[currentHour.hour, default: 0] += currentHour.records }
      currentHour = HourRun(hour: hour, records: 0)
    }
    currentHour.records &+= 1
  }

  private mutating func addOther(_ record: Record) {
    totals.other &+= 1
    let row = endpoints.row(service: ServiceCode.other, name: star)
    endpoints.counts[row].attempted &+= 1
    countDay(record, isRejected: false, endpoint: row)
  }

  /// Counts a request on its day, where days are counted; `application` and `site` are rows of Learn.
  @inline(__always)
  mutating func countDay(
    _ record: Record, isRejected: Bool, application: UInt32 = DayTally.none,
    site: UInt32 = DayTally.none, endpoint: Int
  ) {
    guard days.isCounting else { return }
    days.add(
      hour: currentHour.hour, StatusClass(status: record.status, isRejected: isRejected),
      application: application, site: site, endpoint: endpoint)
  }

  /// The id of a logged field, or of `-` when it is absent.
  @inline(__always)
  mutating func name(_ bytes: Span<UInt8>, _ slice: ByteSlice) -> UInt32 {
    slice.isPresent ? names.intern(bytes, slice.range) : dash
  }

  /// The id of the name that `scratch` holds.
  @inline(__always)
  mutating func scratchName() -> UInt32 {
    names.intern(scratch)
  }
}

/// Services as key parts.
enum ServiceCode {
  static let knewton: UInt32 = 0
  static let learn: UInt32 = 1
  static let other: UInt32 = 2
}

/// How far counting looks ahead.
enum Lookahead {
  /// One hash for each record.
  typealias Hashes = InlineArray<16, UInt32>
  /// Records, or events, whose memory is asked for before the first of them is counted.
  static var records: Int { Hashes.count }
}

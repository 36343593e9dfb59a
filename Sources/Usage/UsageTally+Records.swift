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
    for record in batch.records {
      inputs[input].extend(to: record.time)
      count(hourOf: record.time)
      let match = attributor.match(record, bytes)
      let place = RequestPlace(input: input, line: record.line)
      let token = name(bytes, record.token)
      if token != dash { noteToken(token) }
      switch match.service {
      case .other: addOther()
      case .learn where match.isExcluded: totals.excluded &+= 1
      case .learn: addLearn(record, bytes, match, place)
      case .knewton: addKnewton(record, bytes, match, token: token, place)
      }
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

  private mutating func addOther() {
    totals.other &+= 1
    let row = endpoints.row(service: ServiceCode.other, name: star)
    endpoints.counts[row].attempted &+= 1
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

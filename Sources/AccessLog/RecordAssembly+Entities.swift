internal import Bytes

extension RecordAssembly {
  /// Observations of an `entities` field: `resource:subject:value,...` (resource before the first
  /// colon, value after the last) or a JSON list of objects. An item that is not usable counts one
  /// bad field and is dropped alone.
  mutating func readEntities(_ value: FieldValue, _ bytes: Span<UInt8>, base: Int) {
    if value.form == .list {
      readList(bytes, Int(value.start), Int(value.end), base: base)
      return
    }
    var start = Int(value.start)
    let end = Int(value.end)
    while start <= end {
      let itemEnd = self.bytes(of: value, bytes) { bytes, _ in
        WordScan.first(0x2C, in: bytes, start, end)
      }
      let item = start..<itemEnd
      let observation = self.bytes(of: value, bytes) { bytes, _ in textItem(bytes, item) }
      if let (resource, subject, count) = observation {
        let place = slice(value, subject.lowerBound, subject.upperBound, base: base)
        observations.append(Observation(resource: resource, subject: place, value: count))
      } else {
        bad &+= 1
      }
      start = itemEnd &+ 1
    }
  }

  /// Resource, subject and value of one item of a tail's list, or nil.
  private func textItem(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (resource: Int, subject: Range<Int>, value: Int64)? {
    let first = WordScan.first(0x3A, in: bytes, range.lowerBound, range.upperBound)
    guard let last = ByteSearch.last(0x3A, in: bytes, range), first &+ 1 < last,
      last != first &+ 2 || bytes[first &+ 1] != 0x2D,
      let resource = resource(bytes, range.lowerBound..<first),
      let value = Ascii.integer(bytes, (last &+ 1)..<range.upperBound)
    else { return nil }
    return (resource, (first &+ 1)..<last, value)
  }

  /// Observations of a JSON list that starts at `start`.
  private mutating func readList(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int) {
    var position = JSONReader.skipBlanks(bytes, start &+ 1, end)
    while position < end, bytes[position] != 0x5D {
      let isObject = bytes[position] == 0x7B
      position = itemReader.read(bytes, position, end)
      // The list was read before as part of its line, so that it is a list of values.
      guard position >= 0, position < end else { return }
      if !isObject || !readItem(bytes, base: base) { bad &+= 1 }
      if bytes[position] == 0x2C { position = JSONReader.skipBlanks(bytes, position &+ 1, end) }
    }
  }

  /// The observation of the object `itemReader` has read; false if it tells none.
  private mutating func readItem(_ bytes: Span<UInt8>, base: Int) -> Bool {
    var item = RawFields()
    itemReader.collect(into: &item, bytes)
    if item.escaped != 0 { unescape(&item, bytes) }
    return readObservation(item, bytes, base: base)
  }

  /// Takes the observation of an object with `resource`, `subject` and `value`; false if it tells
  /// none: one of them is absent, the resource unknown or the value no integer.
  mutating func readObservation(_ item: RawFields, _ bytes: Span<UInt8>, base: Int) -> Bool {
    guard item.has(.resource), item.has(.subject), item.has(.value),
      let resource = self.bytes(of: item[.resource], bytes, { resource($0, $1) }),
      let count = self.bytes(of: item[.value], bytes, { Ascii.integer($0, $1) })
    else { return false }
    let subject = item[.subject]
    let place = slice(subject, Int(subject.start), Int(subject.end), base: base)
    observations.append(Observation(resource: resource, subject: place, value: count))
    return true
  }

  /// Takes the observation of an inventory line (SPEC 4.4), whose fields these are; an unusable one
  /// is a bad field.
  mutating func readInventory(_ fields: inout RawFields, _ bytes: Span<UInt8>, base: Int) {
    bad = 0
    observations.removeAll(keepingCapacity: true)
    if fields.escaped != 0 { unescape(&fields, bytes) }
    if !readObservation(fields, bytes, base: base) { bad = 1 }
  }
}

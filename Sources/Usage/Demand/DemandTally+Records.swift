public import AccessLog
internal import Attribution
internal import Bytes

extension DemandTally {
  /// Counts the records of one block that are calls of the group.
  public mutating func add(_ batch: RecordBatch) {
    let bytes = batch.bytes.span
    for record in batch.records where isOfGroup(record, bytes) {
      let match = attributor.match(record, bytes)
      guard match.service == .learn, !match.isExcluded else { continue }
      add(record, match, bytes)
    }
  }

  private func isOfGroup(_ record: Record, _ bytes: Span<UInt8>) -> Bool {
    if record.group.isPresent {
      return record.group.range.count == group.bytes.count
        && ByteSearch.equal(bytes, record.group.range, group.bytes.span, 0..<group.bytes.count)
    }
    guard let policyIndex, record.app.isPresent else { return false }
    return attributor.groupIndex(ofApplication: record.app, bytes) == policyIndex
  }

  private mutating func add(_ record: Record, _ match: RequestMatch, _ bytes: Span<UInt8>) {
    let isRejected = rejectedStatuses.contains(record.status)
    attempted += 1
    if isRejected { rejected += 1 }
    let endpoint = endpoint(record, match, bytes)
    count(isRejected, endpoint)
    guard calls.count < limits.calls,
      let target = target(record, match, endpoint, bytes)
    else {
      untracked += 1
      return
    }
    calls.append(
      DemandCall(
        time: record.time, target: target, status: record.status, isRejected: isRejected))
  }

  private mutating func count(_ isRejected: Bool, _ endpoint: UInt32?) {
    let counts = EndpointCounts(attempted: 1, rejected: isRejected ? 1 : 0)
    guard let endpoint else { return moreEndpoints.merge(counts) }
    if Int(endpoint) == endpoints.count { endpoints.append(EndpointCounts()) }
    endpoints[Int(endpoint)].merge(counts)
  }

  private mutating func endpoint(
    _ record: Record, _ match: RequestMatch, _ bytes: Span<UInt8>
  ) -> UInt32? {
    scratch.removeAll(keepingCapacity: true)
    if let path = UserSegment.plainPath(bytes, match.path.range) {
      var sent: [UInt8] = []
      sent.append(bytes, record.method.range)
      let method = record.method.isPresent ? ByteSlice(0, sent.count) : .absent
      let start = sent.count
      sent += path
      attributor.appendLearnEndpoint(
        method: method, path: ByteSlice(start, sent.count), sent.span, to: &scratch)
    } else {
      attributor.appendLearnEndpoint(
        method: record.method, path: match.path, bytes, to: &scratch)
    }
    UserSegment.hide(in: &scratch)
    if endpointNames.byteCount < limits.endpointBytes { return endpointNames.intern(scratch) }
    return endpointNames.id(of: scratch)
  }

  /// The index of the call's target, nil where it is a new one and there is no more room.
  private mutating func target(
    _ record: Record, _ match: RequestMatch, _ endpoint: UInt32?, _ bytes: Span<UInt8>
  ) -> UInt32? {
    beginKey(record, bytes)
    append(bytes, record.method.range)
    append(bytes, record.target.range)
    if let known = targetKeys.id(of: scratch) { return known }
    guard targetKeys.byteCount < limits.targetBytes else { return nil }
    let id = targetKeys.intern(scratch)
    let isGet = DemandTally.isGet(record.method, bytes)
    var target = DemandTarget(endpoint: endpoint, isGet: isGet)
    target.collection = collection(record, match, bytes)
    if isGet, match.query.isPresent {
      let query = PageQuery(match.query, bytes)
      target.isFirstPage = query.isFirst
      target.walk = walk(record, match, query, endpoint, bytes)
    }
    targets.append(target)
    return id
  }

  private mutating func collection(
    _ record: Record, _ match: RequestMatch, _ bytes: Span<UInt8>
  ) -> Int? {
    guard let found = forms.match(method: record.method, path: match.path, bytes) else {
      return nil
    }
    beginKey(record, bytes)
    append(bytes, record.method.range)
    append(bytes, found.shared)
    let index = Int(collectionKeys.intern(scratch))
    if index == collectionForms.count { collectionForms.append(found.form) }
    return index
  }

  private mutating func walk(
    _ record: Record, _ match: RequestMatch, _ query: PageQuery, _ endpoint: UInt32?,
    _ bytes: Span<UInt8>
  ) -> Int? {
    guard let rows = query.limit, rows > 0, rows < PageQuery.fullPage else { return nil }
    beginKey(record, bytes)
    append(bytes, match.path.range)
    for parameter in query.rest { append(bytes, parameter) }
    let index = Int(walkKeys.intern(scratch))
    if index == walks.count { walks.append(PageWalk(pageRows: rows, endpoint: endpoint)) }
    return index
  }

  /// Begins a key with whose call it was and on which site.
  private mutating func beginKey(_ record: Record, _ bytes: Span<UInt8>) {
    scratch.removeAll(keepingCapacity: true)
    append(bytes, record.app.range)
    let start = scratch.count
    let site = record.site.isPresent ? record.site : record.host
    if site.isPresent { Attributor.appendSite(bytes, site.range, to: &scratch) }
    appendCount(scratch.count - start)
  }

  /// Appends a part of a key and its length, so that no two lists of parts are one key.
  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    scratch.append(bytes, range)
    appendCount(range.count)
  }

  private mutating func appendCount(_ count: Int) {
    for shift in [0, 8, 16, 24] { scratch.append(UInt8(truncatingIfNeeded: count >> shift)) }
  }

  private static let get = Array("GET".utf8)

  private static func isGet(_ method: ByteSlice, _ bytes: Span<UInt8>) -> Bool {
    method.count == get.count
      && ByteSearch.equal(bytes, method.range, get.span, 0..<get.count)
  }
}

public import Bytes

extension Policy {
  /// The group of this name, or nil; O(log n).
  public func group(named name: ByteString) -> GroupPolicy? {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < groups.count && groups[low].name == name ? groups[low] : nil
  }

  /// Calls per 24 hours the policy gives a group: its own, else Learn's; nil when it has neither,
  /// so that a header value or the documented quota counts (SPEC section 5).
  public func callQuota(ofGroup name: ByteString) -> Int? {
    group(named: name)?.callsPerDay ?? learn.callsPerDay
  }

  /// Sites a group may have: its own, else Learn's, else the documented ones.
  public func siteQuota(ofGroup name: ByteString) -> Int {
    group(named: name)?.sites ?? learn.sites ?? LearnLimit.sites
  }

  /// Requests per minute and triple; nil for unlisted requests and token paths.
  ///
  /// Of batch goal assignments whose direction is not known it is the unassigning one's: the
  /// larger, so that no `over` is claimed that may be none (SPEC 4.3).
  public func rateQuota(of endpoint: KnewtonEndpoint) -> Int? {
    guard let action = endpoint.action else { return nil }
    let row = endpoint == KnewtonEndpoint(.goalAssignBatch) ? .batchUnassign : endpoint
    if let override = knewton.endpoints[row] { return override }
    if row == .batchAssign, let assigns = action.rate.assignsPerMinute { return assigns }
    return action.rate.perMinute
  }

  /// Requests per minute and triple by the endpoint's full name; nil for any other name.
  public func rateQuota(ofEndpointNamed name: ByteString) -> Int? {
    KnewtonEndpoint(name: name).flatMap(rateQuota(of:))
  }

  /// The smaller quota that may have been broken where the logs do not tell: that of assigning,
  /// for batch goal assignments of unknown direction; else nil (SPEC 4.3, `possible`).
  public func possibleQuota(of endpoint: KnewtonEndpoint) -> Int? {
    endpoint == KnewtonEndpoint(.goalAssignBatch) ? rateQuota(of: .batchAssign) : nil
  }

  /// `possibleQuota(of:)` by the endpoint's full name.
  public func possibleQuota(ofEndpointNamed name: ByteString) -> Int? {
    KnewtonEndpoint(name: name).flatMap(possibleQuota(of:))
  }

  /// The largest number of entities that is no finding.
  public func entityLimit(_ kind: EntityKind) -> Int {
    knewton.entities[kind] ?? kind.limit.limit
  }
}

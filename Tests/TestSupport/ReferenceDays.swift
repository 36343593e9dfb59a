internal import Bytes
public import Findings

/// Requests by UTC day, counted again for every row.
public enum ReferenceDays {
  /// What records used on each day.
  public static func usage(
    _ records: [ReferenceRecord], policy: ReferencePolicy
  ) -> DailyUsage {
    let attribution = ReferenceAttribution(policy: policy)
    let groups = ReferenceGroups(policy: policy, period: nil, learn: [])
    let requests = records.map(attribution.request).filter { !$0.excluded }
    let learn = requests.filter { $0.service == .learn }
    var usage = DailyUsage()
    for (key, requests) in grouped(learn, by: { [groups.rowName($0)] }) {
      usage.groups.append(
        GroupDayCounts(day: key.day, group: key.names[0], counts: counts(requests)))
    }
    for (key, requests) in grouped(learn, by: { [groups.rowName($0), $0.app] }) {
      usage.applications.append(
        ApplicationDayCounts(
          day: key.day, group: key.names[0], application: key.names[1], counts: counts(requests)))
    }
    let onSites = learn.filter { $0.site != nil }
    for (key, requests) in grouped(onSites, by: { [groups.rowName($0), $0.site ?? .dash] }) {
      usage.sites.append(
        SiteDayCounts(
          day: key.day, group: key.names[0], site: key.names[1], counts: counts(requests)))
    }
    for (key, requests) in grouped(
      requests, by: { [ByteString($0.service.rawValue), $0.endpoint] })
    {
      usage.endpoints.append(
        EndpointDayCounts(
          day: key.day, service: key.names[0].text, endpoint: key.names[1],
          counts: counts(requests)))
    }
    return usage
  }

  private struct Key: Hashable {
    var day: Int
    var names: [ByteString]
  }

  /// Requests by day and names, in the order of these; Knewton stands before Learn, as its name does.
  private static func grouped(
    _ requests: [ReferenceRequest], by names: (ReferenceRequest) -> [ByteString]
  ) -> [(key: Key, requests: [ReferenceRequest])] {
    let groups = Dictionary(grouping: requests) { request in
      Key(day: Int(request.time.flooredQuotient(86_400_000)), names: names(request))
    }
    return groups.map { (key: $0.key, requests: $0.value) }.sorted { left, right in
      left.key.day != right.key.day
        ? left.key.day < right.key.day
        : left.key.names.lexicographicallyPrecedes(right.key.names)
    }
  }

  private static func counts(_ requests: [ReferenceRequest]) -> StatusCounts {
    func count(_ statuses: ClosedRange<UInt16>) -> Int {
      requests.count { !$0.rejected && statuses.contains(UInt16($0.record.status)) }
    }
    return StatusCounts(
      attempted: requests.count, rejected: requests.count { $0.rejected }, ok: count(100...299),
      redirected: count(300...399), clientErrors: count(400...499), serverErrors: count(500...599))
  }
}

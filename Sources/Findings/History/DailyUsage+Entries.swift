public import Usage

extension DailyUsage {
  /// Adds an entry of usage if it is one of a day; entries come in their order, which is that of rows.
  public mutating func add(_ entry: UsageEntry) {
    guard case .day(let usage) = entry else { return }
    let (day, counts) = (usage.day, StatusCounts(usage.counts))
    switch usage.subject {
    case .group(let group):
      groups.append(GroupDayCounts(day: day, group: group, counts: counts))
    case .application(let group, let application):
      applications.append(
        ApplicationDayCounts(day: day, group: group, application: application, counts: counts))
    case .site(let group, let site):
      sites.append(SiteDayCounts(day: day, group: group, site: site, counts: counts))
    case .endpoint(let service, let endpoint):
      endpoints.append(
        EndpointDayCounts(day: day, service: service, endpoint: endpoint, counts: counts))
    }
  }
}

extension DailyUsage {
  /// The days with names as a report shows them under `pseudonyms`; as they are without any.
  public func pseudonymised(by pseudonyms: Pseudonyms?) -> DailyUsage {
    guard let pseudonyms else { return self }
    var result = self
    result.mapNames(pseudonyms.masked)
    return result
  }
}

extension StatusCounts {
  /// The requests of a day.
  init(_ counts: DayCounts) {
    self.init(
      attempted: counts.attempted, rejected: counts.rejected, ok: counts.ok,
      redirected: counts.redirected, clientErrors: counts.clientErrors,
      serverErrors: counts.serverErrors)
  }
}

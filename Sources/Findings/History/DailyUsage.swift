public import Bytes

/// What was used on each UTC day, broken down four ways; days are whole days since 1970-01-01.
///
/// Rows of one breakdown have keys of their own and are sorted by them, the day first, then names by
/// their bytes.
public struct DailyUsage: Sendable, Equatable, Codable {
  /// Learn requests by developer group.
  public var groups: [GroupDayCounts] = []
  /// The same by application too; per group and day their sum is that of `groups`.
  public var applications: [ApplicationDayCounts] = []
  /// The same by site.
  public var sites: [SiteDayCounts] = []
  /// Requests of all services by endpoint.
  public var endpoints: [EndpointDayCounts] = []

  /// No usage.
  public init() {}

  /// All requests of developer groups.
  public var total: StatusCounts {
    groups.reduce(into: StatusCounts()) { $0.merge($1.counts) }
  }
}

/// A developer group's requests of one UTC day.
public struct GroupDayCounts: Sendable, Equatable, Codable {
  /// Days since 1970-01-01.
  public var day: Int
  /// The group as reports name it.
  public var group: ByteString
  /// Its requests.
  public var counts: StatusCounts

  /// A group's requests of a day.
  public init(day: Int, group: ByteString, counts: StatusCounts) {
    self.day = day
    self.group = group
    self.counts = counts
  }
}

/// The requests of one UTC day by one application of a developer group.
public struct ApplicationDayCounts: Sendable, Equatable, Codable {
  /// Days since 1970-01-01.
  public var day: Int
  /// The group as reports name it.
  public var group: ByteString
  /// The application as logged.
  public var application: ByteString
  /// Its requests.
  public var counts: StatusCounts

  /// An application's requests of a day.
  public init(day: Int, group: ByteString, application: ByteString, counts: StatusCounts) {
    self.day = day
    self.group = group
    self.application = application
    self.counts = counts
  }
}

/// A developer group's requests of one UTC day at one site.
public struct SiteDayCounts: Sendable, Equatable, Codable {
  /// Days since 1970-01-01.
  public var day: Int
  /// The group as reports name it.
  public var group: ByteString
  /// The site as reports name it.
  public var site: ByteString
  /// The requests.
  public var counts: StatusCounts

  /// A group's requests of a day at a site.
  public init(day: Int, group: ByteString, site: ByteString, counts: StatusCounts) {
    self.day = day
    self.group = group
    self.site = site
    self.counts = counts
  }
}

/// The requests of one UTC day to one endpoint.
public struct EndpointDayCounts: Sendable, Equatable, Codable {
  /// Days since 1970-01-01.
  public var day: Int
  /// `learn`, `knewton` or `other`.
  public var service: String
  /// The endpoint as reports name it.
  public var endpoint: ByteString
  /// The requests.
  public var counts: StatusCounts

  /// An endpoint's requests of a day.
  public init(day: Int, service: String, endpoint: ByteString, counts: StatusCounts) {
    self.day = day
    self.service = service
    self.endpoint = endpoint
    self.counts = counts
  }
}

extension DailyUsage: NameHolder {
  /// Replaces every name that came from logs or the policy. Rows stay apart where names become equal;
  /// whoever stores them adds them up.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    for index in groups.indices { groups[index].group = transform(groups[index].group) }
    for index in applications.indices {
      applications[index].group = transform(applications[index].group)
      applications[index].application = transform(applications[index].application)
    }
    for index in sites.indices {
      sites[index].group = transform(sites[index].group)
      sites[index].site = transform(sites[index].site)
    }
    for index in endpoints.indices {
      endpoints[index].endpoint = transform(endpoints[index].endpoint)
    }
  }
}

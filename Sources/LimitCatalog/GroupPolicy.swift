public import Bytes

/// One developer group in policy section `groups`.
public struct GroupPolicy: Sendable, Equatable {
  /// The group's name as logs have it.
  public var name: ByteString
  /// Whether it is the production group of its applications.
  public var production: Bool
  /// Calls per 24 hours by contract, or nil.
  public var callsPerDay: Int?
  /// Sites by contract, or nil.
  public var sites: Int?
  /// Applications registered in the group, without repetitions.
  public var applications: [ByteString]
  /// Whom to ask, or nil.
  public var contact: String?

  /// A group with what is known of it.
  public init(
    name: ByteString, production: Bool = false, callsPerDay: Int? = nil, sites: Int? = nil,
    applications: [ByteString] = [], contact: String? = nil
  ) {
    self.name = name
    self.production = production
    self.callsPerDay = callsPerDay
    self.sites = sites
    self.applications = applications
    self.contact = contact
  }
}

public import Bytes

/// A site on which a developer group's applications were seen at work (SPEC section 4, sites).
public struct SiteRegistration: Sendable, Equatable, Codable {
  /// The group as reports name it.
  public var group: ByteString
  /// The site as reports name it.
  public var site: ByteString
  /// Its first request ever counted.
  public var first: Instant
  /// Its last one, at or after `first`.
  public var last: Instant

  /// A site of a group.
  public init(group: ByteString, site: ByteString, first: Instant, last: Instant) {
    self.group = group
    self.site = site
    self.first = first
    self.last = last
  }

  /// Extends the time in which the site was seen by that of `other`, the same site of the same group.
  public mutating func merge(_ other: SiteRegistration) {
    first = min(first, other.first)
    last = max(last, other.last)
  }
}

extension SiteRegistration: NameHolder {
  /// Replaces the names of group and site.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    group = transform(group)
    site = transform(site)
  }
}

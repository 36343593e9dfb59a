public import Bytes

/// A time zone whose times stand beside those in UTC, for people; no verdict depends on it.
public struct LocalZone: Sendable {
  /// IANA name, e.g. `America/New_York`.
  public let name: String
  /// Seconds east of UTC at an instant, -86,400 to 86,400.
  public let offsetSeconds: @Sendable (Instant) -> Int

  /// The zone of this name with these offsets.
  public init(name: String, offsetSeconds: @escaping @Sendable (Instant) -> Int) {
    self.name = name
    self.offsetSeconds = offsetSeconds
  }
}

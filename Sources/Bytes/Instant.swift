/// A point in time in whole milliseconds since 1970-01-01T00:00:00Z; earlier ones are negative.
///
/// Printed years are 0000 to 9999, which is what RFC 3339 can write; parsers refuse others.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch.
  public var milliseconds: Int64

  /// The instant so many milliseconds after the epoch.
  @inlinable
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant so many whole seconds after the epoch.
  @inlinable
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Whole seconds since the epoch; the fraction is cut, towards the past before 1970.
  @inlinable public var seconds: Int64 { milliseconds.flooredQuotient(1000) }

  /// The earlier one is smaller.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// 0000-01-01T00:00:00.000Z
  public static let earliest = Instant(seconds: CivilDate(year: 0, month: 1, day: 1).epochSeconds)

  /// 9999-12-31T23:59:59.999Z
  public static let latest = Instant(
    milliseconds: CivilDate(year: 9999, month: 12, day: 31).epochSeconds * 1000 + 86_399_999)

  /// `2026-11-20T13:05:00Z`; `.123` only when the milliseconds are not zero (SPEC section 7).
  public var text: String {
    let dayLength: Int64 = 86_400_000
    let date = CivilDate(epochDay: milliseconds.flooredQuotient(dayLength))
    let rest = Int(milliseconds.flooredRemainder(dayLength))
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
    let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T"
      + time.joined(separator: ":") + fraction + "Z"
  }
}

extension Int64 {
  /// Quotient rounded towards negative infinity; `divisor` is positive.
  @inlinable
  public func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  /// What remains of `flooredQuotient`, in `0..<divisor`; `divisor` is positive.
  @inlinable
  public func flooredRemainder(_ divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

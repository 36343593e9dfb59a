/// An exact decimal share, 0 to 100 percent.
public struct Percentage: Sendable, Equatable {
  /// The percentage times `scale`.
  private let units: Int64
  /// A power of ten, as small as the value allows.
  private let scale: Int64

  /// One percent.
  public static let one = Percentage(units: 1, scale: 1)

  private init(units: Int64, scale: Int64) {
    self.units = units
    self.scale = scale
  }

  /// 1 to 3 digits, then optionally a point and 1 to 12 digits; nil for other texts and above 100.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let point = bytes.firstIndex(of: 0x2E) ?? bytes.count
    let fraction = bytes[min(point + 1, bytes.count)...]
    guard (1...3).contains(point), fraction.count <= 12,
      point == bytes.count || !fraction.isEmpty
    else { return nil }
    var units: Int64 = 0
    for byte in bytes[..<point] + fraction {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      units = units * 10 + Int64(byte - 0x30)
    }
    var scale: Int64 = 1
    for _ in fraction { scale *= 10 }
    while scale > 1, units % 10 == 0 {
      units /= 10
      scale /= 10
    }
    guard units <= 100 * scale else { return nil }
    self.init(units: units, scale: scale)
  }

  /// Whether `part` of `whole` is more than this share; neither is negative.
  public func isExceeded(part: Int, of whole: Int) -> Bool {
    // At most 2^63 * 10^14 < 2^110 on either side.
    Int128(part) * 100 * Int128(scale) > Int128(units) * Int128(whole)
  }

  /// The share in decimal, without percent sign.
  public var text: String {
    let whole = String(units / scale)
    if scale == 1 { return whole }
    // The scale's own digits pad the fraction: 10^k + fraction is a 1 and then k digits.
    return whole + "." + String(scale + units % scale).dropFirst()
  }
}

/// A share that is added to a number, e.g. for growth: 0 to 1,000 percent with two decimals.
public struct PercentIncrease: Sendable, Equatable {
  /// Hundredths of a percent, 0 to 100,000.
  public let basisPoints: Int

  /// So many whole percent, 0 to 1,000.
  public init(percent: Int) {
    precondition((0...1000).contains(percent), "a share outside 0 to 1,000 percent")
    basisPoints = percent * 100
  }

  /// Digits, optionally a point and one or two digits, optionally `%`.
  ///
  /// A fraction below 1 without `%` is refused: with `0.2` people mean 20 percent more often than a
  /// fifth of one.
  public init(_ text: String) throws(PercentRefusal) {
    var bytes = Array(text.utf8)
    let hasSign = bytes.last == 0x25
    if hasSign { bytes.removeLast() }
    let point = bytes.firstIndex(of: 0x2E) ?? bytes.count
    var digits = Array(bytes[..<point])
    var decimals = Array(bytes[min(point + 1, bytes.count)...])
    guard (1...4).contains(digits.count), decimals.count <= 2,
      point == bytes.count || !decimals.isEmpty
    else { throw .noPercentage }
    while decimals.count < 2 { decimals.append(0x30) }
    digits += decimals
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .noPercentage }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard value <= 100_000 else { throw .noPercentage }
    if !hasSign, (1..<100).contains(value) {
      // The hundredths of a percent are, of the fraction, its percent.
      throw .ambiguous(
        fraction: "\(value)%", percent: PercentIncrease.decimal(value) + "%")
    }
    basisPoints = value
  }

  /// `count` and this share of it, rounded up.
  public func added(to count: Int) -> Int {
    let whole = Int128(count) * Int128(10_000 + basisPoints)
    return Int(clamping: (whole + 9_999) / 10_000)
  }

  /// The share in decimal, without percent sign.
  public var text: String { PercentIncrease.decimal(basisPoints) }

  /// What a number is multiplied by, in decimal: `1.2` for 20 percent.
  public var factor: String {
    let units = String(10_000 + basisPoints)
    var fraction = units.suffix(4)
    while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
    return units.dropLast(4) + "." + fraction
  }

  private static func decimal(_ hundredths: Int) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return Numbers.grouped(whole) }
    let fraction = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
    return "\(Numbers.grouped(whole)).\(fraction)"
  }
}

/// Why a text is no share.
public enum PercentRefusal: Error, Sendable, Equatable {
  /// Not a number from 0 to 1,000 with at most two decimals.
  case noPercentage
  /// A bare fraction below 1: what it would be as a fraction of the whole, and what as it is written.
  case ambiguous(fraction: String, percent: String)
}

/// Numbers in ascending order, for measures that a few wild ones do not move.
struct SortedNumbers {
  /// The numbers; NaN is none of them.
  let values: [Double]

  /// The numbers of `values`, sorted; O(n log n).
  init(_ values: [Double]) {
    self.values = values.filter { !$0.isNaN }.sorted()
  }

  /// The middle one, or the mean of the two in the middle; nil without numbers.
  var median: Double? { quantile(0.5) }

  /// The number below which a share of the others lies, 0 to 1, between neighbours in proportion
  /// (Hyndman and Fan, "Sample Quantiles in Statistical Packages", definition 7); nil without numbers.
  func quantile(_ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let place = min(1, max(0, share)) * Double(values.count - 1)
    let below = Int(place)
    let above = min(below + 1, values.count - 1)
    return values[below] + (values[above] - values[below]) * (place - Double(below))
  }
}

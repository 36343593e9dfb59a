/// Ratios that a change may not make worse, whatever the machine.
struct Bar {
  /// What is measured.
  let name: String
  /// What it is held against, run in turn with it.
  let base: String
  /// Largest time per record allowed, in times of the base's.
  let limit: Double

  /// Declared formats parse at no less than 0.8 times the speed of `extended`. (What JSON may cost is said
  /// of the whole program: `compare` holds it to that.)
  static let all = [
    Bar(name: "parse/combined/nginx", base: "parse/combined/extended", limit: 1 / 0.8),
    Bar(name: "parse/combined/apache", base: "parse/combined/extended", limit: 1 / 0.8),
  ]

  /// Benchmarks of one content in several formats, whose results must be the same.
  static let same = [
    [
      "parse/combined/extended", "parse/combined/nginx", "parse/combined/apache",
      "parse/combined/w3c", "parse/combined/ltsv", "parse/combined/json",
    ],
    ["parse/full/extended", "parse/full/json"],
    ["tally", "merge"],
    ["inflate/zlib", "inflate/isal"],
  ]

  /// Time per record in times of the base's: the median over the rounds, in each of which both ran one
  /// soon after the other; nil where one of them did not run.
  func ratio(_ series: [Series]) -> Double? {
    guard let own = series.first(where: { $0.name == name }),
      let base = series.first(where: { $0.name == base })
    else { return nil }
    return zip(own.seconds, base.seconds).map { own, base in own / base }.median
      * Double(base.records) / Double(own.records)
  }
}

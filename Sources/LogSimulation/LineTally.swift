/// What a stretch of log holds.
struct LineTally: Sendable {
  var records = 0
  var blank = 0
  var malformed = 0
  var badFields = 0
  var learn = 0
  var knewton = 0
  var other = 0
  var rejected = 0
  var delayed = 0
  var softLimited = 0
  var installRefused = 0
}

extension SimulationSummary {
  /// Adds what a stretch of log holds.
  mutating func add(_ tally: LineTally) {
    records += tally.records
    blank += tally.blank
    malformed += tally.malformed
    badFields += tally.badFields
    learn += tally.learn
    knewton += tally.knewton
    other += tally.other
    rejected += tally.rejected
    delayed += tally.delayed
    softLimited += tally.softLimited
    installRefused += tally.installRefused
  }
}

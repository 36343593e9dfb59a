internal import Bytes
internal import Usage

extension Judge {
  /// Keeps the day of a group if it is among the worst so far.
  static func addDay(
    of group: GroupReport, _ usage: GroupUsage, period: Period, to report: inout PartialReport
  ) {
    guard group.quota != nil, group.peak != nil else { return }
    report.days.add(group.standing, subject: [group.group]) {
      GroupDay(group, seconds: usage.tally.seconds, period: period)
    }
  }

  /// Gives the rows of a report what was kept for their figures.
  static func attachFigures(_ partial: PartialReport, to report: inout AuditReport) {
    // Groups are many and sorted by name, days few.
    for entry in partial.days.entries {
      var index = firstGroup(notBefore: entry.subject[0], in: report.groups)
      while index < report.groups.count, report.groups[index].group == entry.subject[0] {
        if report.groups[index].quota != nil { report.groups[index].day = entry.evidence }
        index += 1
      }
    }
    let strips = partial.strips.bySubject
    for index in report.triples.indices {
      let triple = report.triples[index]
      report.triples[index].minutes = strips[[triple.token, triple.uri, triple.endpoint]]
    }
  }

  private static func firstGroup(notBefore name: ByteString, in groups: [GroupReport]) -> Int {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].group < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

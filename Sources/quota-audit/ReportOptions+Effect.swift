internal import Reporting

extension ReportOptions {
  /// Refuses what changes nothing that is written or printed: it was meant to. `printsSummary` is whether
  /// the usual summary is printed.
  func refuseIneffective(
    _ formats: [ReportFormat], printsSummary: Bool
  ) throws(Failure) {
    let list = formats.map(\.rawValue).joined(separator: ",")
    if matrix != nil, !formats.contains(.json) {
      throw .usage(
        "--matrix json puts the matrix into report.json, which --output \(list) does not write; add json "
          + "to --output, or leave --matrix out (HTML and Markdown always show the matrix)")
    }
    let isRead = formats.contains(.html) || formats.contains(.md)
    if timeZone.timeZone != nil, !isRead, !summary {
      throw .usage(
        "--time-zone is about HTML and Markdown, which --output \(list) does not write; add html or md to "
          + "--output, or leave --time-zone out")
    }
    if !whatIf.isEmpty, !isRead, !formats.contains(.json), !printsSummary {
      let printed = summary ? "--summary does not print" : "--quiet keeps from being printed"
      throw .usage(
        "--what-if is reported in HTML, Markdown and JSON, which --output \(list) does not write, and "
          + "\(printed) it; add one of them to --output, or leave --what-if out")
    }
  }
}

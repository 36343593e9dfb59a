public import Findings

/// What `quota-audit history` shows of a history: on a terminal, as a page, as JSON.
public enum TrendReport {
  /// The trends in lines of at most `width` columns (at least 60), each ended by a line feed. With escape
  /// sequences for colour if `color`, with block characters if `isUnicode`, else in ASCII but for names.
  /// At most 50 groups; names steer no terminal.
  public static func text(
    _ trends: HistoryTrends, color: Bool, isUnicode: Bool, width: Int
  ) -> String {
    let spark = Sparkline(isUnicode: isUnicode)
    var page = TrendPage(color: color, spark: spark, width: max(60, width))
    page.summary(trends)
    page.runs(trends)
    if let group = trends.groups.first, trends.scope != nil {
      page.group(group)
    } else {
      page.groups(trends)
    }
    return page.text
  }

  /// The trends as one self-contained page, UTF-8, in the style and under the content policy of
  /// report.html. Throws only where a template is broken.
  public static func html(_ trends: HistoryTrends) throws -> [UInt8] {
    let page = try HTMLReport(document: Document(trends))
    return Array((0..<page.partCount).map(page.part).joined())
  }

  /// The trends as JSON, schema `quota-audit/history/1`; O(output).
  public static func json(_ trends: HistoryTrends) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 16)
    writer.object { $0.trends(trends) }
    return writer.finish()
  }
}

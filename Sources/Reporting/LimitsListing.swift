internal import Findings
internal import LimitCatalog

/// The documented limits with their sources, as `quota-audit limits` prints them.
///
/// The JSON form is a list of {id, service, limit, wording, remarks [text],
/// source {document, address, row, date or null}}, in the order of SPEC 4.1 to 4.4; keys sorted,
/// two-space indentation, a line feed at the end.
public enum LimitsListing {
  /// One block per limit: number, wording, remarks, source.
  public static func text() -> String {
    var text = ""
    for limit in DocumentedLimit.all {
      text += "\(limit.id)\n  \(Numbers.grouped(limit.limit)) \(limit.wording)\n"
      for remark in limit.remarks { text += "  \(remark)\n" }
      text += "  Source: \(limit.source.document), “\(limit.source.row)”, "
      text += "\(limit.source.dateInWords)\n"
      text += "  \(limit.source.address)\n\n"
    }
    return text
  }

  /// The same as JSON.
  public static func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.list(DocumentedLimit.all) { writer, limit in
      writer.object { writer in
        writer.field("id", limit.id)
        writer.field("limit", limit.limit)
        writer.key("remarks")
        writer.list(limit.remarks) { $0.value($1) }
        writer.field("service", limit.service)
        writer.field("source", limit.source) { $0.source($1) }
        writer.field("wording", limit.wording)
      }
    }
    return writer.finish()
  }
}

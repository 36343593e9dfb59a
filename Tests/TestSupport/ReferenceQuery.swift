internal import Bytes

/// What one request measures of the q and f rows of SPEC 4.4.
enum ReferenceQuery {
  /// The request's value for this row, nil when it measures nothing.
  static func measure(_ id: String, _ request: ReferenceRequest) -> Int? {
    if let action = ReferenceEntities.itemsAction[id] {
      return request.action == action ? request.record.items.map { Int($0) } : nil
    }
    if id == "character-field" { return longestField(request) }
    let parameters = parameters(request.query)
    if id == "grouping-query-ids" {
      guard request.action == "learners-to-watch" else { return nil }
      return ids(parameters, of: "taxon_id") + ids(parameters, of: "goal_id")
    }
    guard let action = request.action, ReferenceEndpoints.rowsActions.contains(action) else {
      return nil
    }
    let taxons = ids(parameters, of: "taxon_id")
    let goals = ids(parameters, of: "goal_id")
    switch id {
    case "registrations-per-analytics-page":
      let sizes = parameters.filter { ["page_size", "per_page", "limit"].contains($0.name) }
        .compactMap { $0.value.flatMap(ReferenceText.integer) }
      return (sizes + [ids(parameters, of: "registration_id")]).max()
    case "analytics-days": return days(parameters)
    case "rows-query-taxons": return taxons
    case "rows-query-goals": return goals
    case "rows-query-mixed": return taxons > 0 && goals > 0 ? taxons + goals : 0
    default: return nil
    }
  }

  /// A parameter, decoded; without `=` it has no value.
  private struct Parameter {
    var name: String
    var value: [UInt8]?
    /// The list that the name spells, e.g. `taxon_id`, or nil.
    var list: String?
  }

  private static func parameters(_ query: [UInt8]?) -> [Parameter] {
    guard let query else { return [] }
    return ReferenceText.split(query, at: "&").map { part in
      let cut = ReferenceText.cut(part, at: "=")
      // A name that is not UTF-8 gets a U+FFFD and so equals none of ours.
      let name = ReferenceText.text(decoded(cut?.before ?? part))
      let list = ["taxon_id", "goal_id", "registration_id"].first { list in
        ["", "s", "[]", "s[]"].contains { Array((list + $0).utf8) == Array(name.utf8) }
      }
      return Parameter(name: name, value: cut.map { decoded($0.after) }, list: list)
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    ReferenceText.percentDecoded(
      bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
  }

  /// How many values the parameters of this list have, repeated ones too.
  private static func ids(_ parameters: [Parameter], of list: String) -> Int {
    let values = parameters.filter { $0.list == list }.compactMap(\.value)
    return values.flatMap { ReferenceText.split($0, at: ",") }.count { !$0.isEmpty }
  }

  /// Unicode scalars of the longest path segment or query value that is no id list.
  private static func longestField(_ request: ReferenceRequest) -> Int? {
    let segments = ReferenceText.split(request.path, at: "/").map(ReferenceText.percentDecoded)
    let values = parameters(request.query).filter { $0.list == nil }.compactMap(\.value)
    return (segments + values).map { ReferenceText.text($0).unicodeScalars.count }.max()
  }

  /// Days of the longest of the three pairs of dates, both included; nil without a valid pair.
  private static func days(_ parameters: [Parameter]) -> Int? {
    let spellings = [("start_date", "end_date"), ("start", "end"), ("from", "to")]
    let lengths = spellings.compactMap { spelling -> Int? in
      guard let start = epochDay(parameters, spelling.0),
        let end = epochDay(parameters, spelling.1), start <= end
      else { return nil }
      return Int(end - start) + 1
    }
    return lengths.max()
  }

  /// The first value of this name as a day, nil unless its first ten characters are `yyyy-mm-dd`.
  private static func epochDay(_ parameters: [Parameter], _ name: String) -> Int64? {
    guard let value = parameters.first(where: { $0.name == name })?.value else { return nil }
    let parts = ReferenceText.split(Array(value.prefix(10)), at: "-")
    guard parts.map(\.count) == [4, 2, 2], let year = ReferenceText.integer(parts[0]),
      let month = ReferenceText.integer(parts[1]), let day = ReferenceText.integer(parts[2])
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.isValid ? date.epochDay : nil
  }
}

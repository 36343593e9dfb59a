internal import Bytes
internal import Findings

extension Section {
  /// Whose calls they are, and which.
  static func shares(_ request: IncreaseRequest) -> Section {
    let columns: [Column] = [.number("Calls"), .number("Share")]
    var blocks: [Block] = [
      .table(
        Table(
          request: "By application", [.text("Application")] + columns, request.busyApplications,
          noun: "application"
        ) {
          [[.name($0.app)], [.number($0.attempted)], RequestWording.share($0.attempted, request)]
        }),
      .table(
        Table(
          request: "By site", [.text("Site")] + columns, request.busySites, noun: "site"
        ) {
          [[.name($0.site)], [.number($0.attempted)], RequestWording.share($0.attempted, request)]
        }),
    ]
    if let endpoints = request.endpoints {
      blocks.append(
        .table(
          Table(
            request: "By endpoint",
            [.text("Endpoint"), columns[0], .number("Refused"), columns[1]], endpoints,
            noun: "endpoint"
          ) {
            [
              [.name($0.endpoint)], [.number($0.attempted)], [.number($0.rejected)],
              RequestWording.share($0.attempted, request),
            ]
          }))
    } else {
      blocks.append(
        .paragraph([.words("By endpoint: not observable from usage files; give the logs.")]))
    }
    return Section(id: "shares", title: "Who and what", blocks: blocks)
  }
}

extension Table {
  /// Rows of a request's lists, so that the pack stays short.
  private static let requestRows = 5

  /// The first rows of a list, and how many there are more; no other file has these.
  init<Item>(
    request caption: String, _ columns: [Column], _ items: [Item], noun: String,
    row: (Item) -> [Cell]
  ) {
    self.init(
      caption, columns, items, noun: noun, limit: Table.requestRows, row: row)
    let more = items.count - rows.count
    rest = more > 0 ? "\(Numbers.counted(more, "more " + noun)) not shown." : nil
  }
}

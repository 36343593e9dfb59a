internal import Bytes
internal import Findings
internal import LimitCatalog

extension Section {
  /// How there could be fewer calls: what a vendor looks at before it grants more.
  static func fewerCalls(_ request: IncreaseRequest) -> Section? {
    var blocks: [Block] = []
    if !request.savings.isEmpty {
      blocks.append(
        .paragraph([
          .words(
            "Seen in the same logs. A call may be in several rows, so what they save does not add "
              + "up; each is the most that could be saved.")
        ]))
      blocks.append(
        .table(
          Table(
            "Fewer calls",
            [
              .text("What was seen"), .number("Calls"), .number("Share"), .number("Saved at most"),
              .text("What to do"), .text("Source"),
            ], request.savings, noun: "row"
          ) { saving in
            [
              RequestAdvice.seen(saving), [.number(saving.calls)],
              RequestWording.share(saving.calls, request), [.number(saving.saved)],
              RequestAdvice.advice(saving), RequestAdvice.source(saving),
            ]
          }))
      blocks.append(.paragraph(RequestAdvice.sources(request.savings)))
    }
    if request.isFromUsage {
      blocks.append(
        .paragraph([
          .words(
            "Not observable from usage files: repeated GETs, single calls that have a form for many, "
              + "small pages. Give the logs to see them.")
        ]))
    }
    guard !blocks.isEmpty else { return nil }
    return Section(id: "before-you-ask", title: "Before you ask", blocks: blocks)
  }

  /// What the words mean, short; and where the vendor says what it asks for.
  static func requestReading(_ request: IncreaseRequest) -> Section {
    let source = LearnLimit.callsSource
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Calls are requests below the API's path, counted whether they were refused or not. "
            + "Refusals of the same application, site, method and full target less than 60 seconds "
            + "apart are one demand; it is unmet unless such a call is let through less than 60 "
            + "seconds after the last of them. A UTC day is complete if the logs reach from its first "
            + "into its last hour. All times are UTC.")
      ])
    ]
    blocks.append(
      .paragraph([
        .words("What the vendor asks for:"), .words(source.document + ","), .code(source.address),
      ]))
    if request.isFromUsage {
      blocks.append(
        .paragraph([
          .words("The inputs were usage files, which hold no targets: see the remarks above.")
        ]))
    }
    return Section(id: "reading", title: "How to read this request", blocks: blocks)
  }
}

/// Words for what could be fewer.
enum RequestAdvice {
  /// What there is to be seen.
  static func seen(_ saving: Saving) -> Cell {
    var cell: Cell
    switch saving.kind {
    case .repeatedGets:
      cell = [.words("The same GET answered again within five minutes")]
    case .singleCalls(let form):
      guard LearnBatchForm.all.indices.contains(form) else { return [] }
      let single = LearnBatchForm.all[form]
      return [
        .words("Ten or more different things one by one:"),
        .code(single.method + " " + shown(single.single)),
      ]
    case .retries: return [.words("Refused calls repeated within a minute")]
    case .earlyRetries: return [.words("Calls before the time that a refusal named")]
    case .smallPages: cell = [.words("Lists read in pages of less than 100 rows")]
    }
    if !saving.endpoints.isEmpty {
      cell.append(.words("mostly"))
      cell += saving.endpoints.map { .name($0) }
    }
    return cell
  }

  /// What to do about it.
  static func advice(_ saving: Saving) -> Cell {
    switch saving.kind {
    case .repeatedGets: return [.words("keep answers for some minutes instead of asking again")]
    case .singleCalls(let form):
      guard LearnBatchForm.all.indices.contains(form) else { return [] }
      let many = LearnBatchForm.all[form]
      return [
        .words("use"), .code(many.method + " " + shown(many.batch)), .words("(\(many.advice))"),
      ]
    case .retries, .earlyRetries:
      return [.words("wait as long as Retry-After says, then longer each time")]
    case .smallPages: return [.words("ask for 100 rows a page:"), .code("limit=100")]
    }
  }

  /// Where the vendor says so; `sources` has the address.
  static func source(_ saving: Saving) -> Cell {
    guard let source = document(saving) else { return [] }
    return [.words(source.document)]
  }

  /// The pages that the rows name, each with its address.
  static func sources(_ savings: [Saving]) -> Cell {
    var cell: Cell = [.words("Where to look it up:")]
    var named: Set<String> = []
    for source in savings.compactMap(document) where named.insert(source.document).inserted {
      cell += [.words(source.document + ","), .code(source.address)]
    }
    return cell
  }

  private static func document(_ saving: Saving) -> LimitSource? {
    switch saving.kind {
    case .repeatedGets: LearnPractice.caching
    case .singleCalls(let form):
      LearnBatchForm.all.indices.contains(form) ? LearnBatchForm.all[form].source : nil
    case .retries, .earlyRetries: LearnPractice.waiting
    case .smallPages: LearnPractice.paging
    }
  }

  /// A path of the table as readers of the vendor's reference know it.
  private static func shown(_ path: String) -> String {
    "/" + path.replacing("{}", with: "{id}")
  }
}

internal import Bytes
internal import Findings
internal import LimitCatalog

extension Section {
  /// What the vendor would send back, nil where there is nothing.
  static func mendFirst(_ request: IncreaseRequest) -> Section? {
    var blocks: [Block] = []
    switch request.naming {
    case .plain: break
    case .purpose(let purpose):
      blocks.append(
        .paragraph([
          .label("Not a production group", .bad), .words("The name of the group ends in"),
          .name(purpose),
          .words(
            ", a purpose that development groups have. The vendor raises the quota of the one "
              + "production group of an application, whose name has no such ending: ask for that "
              + "group, or create it and move the application first."),
        ]))
    case .thirdPart(let part):
      blocks.append(
        .paragraph([
          .label("Check the name", .warn), .words("The name of the group has a third part,"),
          .name(part),
          .words(
            ", as development groups have by the vendor's naming practice. If it is the production "
              + "group, say so in the request."),
        ]))
    }
    switch request.isProduction {
    case true?: break
    case false?:
      blocks.append(
        .paragraph([
          .label("Not marked as production", .bad),
          .words(
            "The policy lists the group without production: true. Quotas are raised for the "
              + "production group of an application only."),
        ]))
    case nil:
      blocks.append(
        .paragraph([
          .label("Check the group", .warn),
          .words(
            "The policy does not list the group, so whether it is the production group is not "
              + "known. Quotas are raised for that one only."),
        ]))
    }
    if request.email == nil {
      blocks.append(
        .paragraph([
          .label("Fill in", .warn),
          .words("The vendor asks for the e-mail address that registered the application."),
        ]))
    }
    return blocks.isEmpty ? nil : Section(id: "mend-first", title: "Mend first", blocks: blocks)
  }

  /// What is asked, with every step of the arithmetic.
  static func proposal(_ request: IncreaseRequest) -> Section {
    var blocks: [Block] = [
      .table(
        steps(
          "Calls per 24 hours", request.calls, "calls", first: busiest(request),
          calculation: calculation(request.busiest))),
      .table(
        steps(
          "Sites", request.sites, "sites", first: [.words("Sites with calls in the logs")],
          calculation: [])),
    ]
    if request.busiest.unmet == nil, request.busiest.rejected > 0 {
      blocks.append(
        .paragraph([
          .words(
            "From usage files retries cannot be told from new demand: each refused call is counted, "
              + "so the first number may be too high. Given the logs, retries count once.")
        ]))
    }
    if request.untracked > 0 {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(request.untracked, "call is", plural: "calls are")
              + " more than are followed one by one: unmet demand may be higher, and there may "
              + "be more to save.")
        ]))
    }
    return Section(id: "proposal", title: "Proposed quota", blocks: blocks)
  }

  private static func busiest(_ request: IncreaseRequest) -> Cell {
    let isDay = request.days.contains { $0.start == request.busiest.start }
    return [
      .words(isDay ? "Busiest UTC day," : "Busiest 24 hours,"),
      .span(request.busiest.start, request.busiest.end),
    ]
  }

  private static func rounding(_ step: Int) -> String {
    step > 1 ? "rounded up to the next \(Numbers.grouped(step))" : "has no more"
  }

  private static func calculation(_ day: DayDemand) -> Cell {
    guard let unmet = day.unmet else {
      return day.rejected > 0 ? [.words("all calls, refused ones too")] : [.words("all calls")]
    }
    return [.number(day.accepted), .words("let through +"), .number(unmet), .words("unmet demand")]
  }

  private static func steps(
    _ caption: String, _ proposal: QuotaProposal, _ unit: String, first: Cell, calculation: Cell
  ) -> Table {
    var rows: [[Cell]] = [
      [first, calculation, [.number(proposal.measured)]],
      [
        [.words("Growth of \(proposal.growth.text) %")],
        [.number(proposal.measured), .words("× \(proposal.growth.factor), rounded up")],
        [.number(proposal.grown)],
      ],
      [
        [.words("Headroom of \(proposal.headroom.text) %")],
        [.number(proposal.grown), .words("× \(proposal.headroom.factor), rounded up")],
        [.number(proposal.roomy)],
      ],
    ]
    if proposal.rounding == .twoDigits {
      rows.append([
        [.words("Two significant digits")],
        [.number(proposal.roomy), .words(rounding(proposal.step))], [.number(proposal.proposed)],
      ])
    }
    rows.append([
      [.words("Quota now")],
      [
        proposal.isIncrease
          ? .label("the proposal is more", .warn) : .label("enough as it is", .good)
      ], [.number(proposal.current)],
    ])
    return Table(
      caption: caption,
      columns: [.text("Step"), .text("Calculation"), .number(unit.capitalizedFirst)], rows: rows,
      rest: nil)
  }
}

extension String {
  /// The text with its first letter in upper case.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

internal import Bytes
internal import Findings

/// What the reports say of a partner view, and of how names of people are shown.
enum PartnerView {
  /// Whom the view is about and by which key names are pseudonyms; nothing of a report on everybody.
  static func entries(_ report: AuditReport) -> [Entry] {
    var entries: [Entry] = []
    if let scope = report.scope {
      entries.append(
        Entry(
          label: "Partner view", value: [.words("of the " + noun(scope.kind)), .name(scope.name)]))
    }
    if let privacy = report.privacy {
      entries.append(
        Entry(
          label: "Privacy",
          value: [.words(hidden(privacy.level) + "; key"), .name(ByteString(privacy.keyID))]))
    }
    return entries
  }

  /// What a scope is called.
  static func noun(_ kind: ReportScope.Kind) -> String {
    switch kind {
    case .group: "developer group"
    case .token: "access token"
    case .uri: "application URI"
    }
  }

  /// What a level shows as pseudonyms.
  static func hidden(_ level: PrivacyLevel) -> String {
    switch level {
    case .standard: "tokens are pseudonyms"
    case .strict: "tokens, client addresses and user ids are pseudonyms"
    }
  }
}

extension ReportScope {
  /// Whether a section can be about this scope; others have nothing to say, or would say it of everybody.
  func shows(_ section: String) -> Bool {
    let all: Set<String> = [
      "partner-view", "since-last-run", "waivers", "rules", "findings", "what-if", "reading",
    ]
    let own: Set<String> =
      switch kind {
      case .group: ["groups", "days", "group-details", "sites"]
      case .token: ["endpoints", "triples"]
      case .uri: ["endpoints", "pairs", "triples"]
      }
    return all.contains(section) || own.contains(section)
  }
}

extension Section {
  /// What a partner view leaves out, and the hours without any record; nil for a report on everybody.
  static func partnerView(_ report: AuditReport) -> Section? {
    guard let scope = report.scope else { return nil }
    var blocks: [Block] = [
      .paragraph([
        .words(
          "This report is about one \(PartnerView.noun(scope.kind)) alone. Where it speaks of the logs "
            + "it means the requests of this view in them. Names of inputs, lines and whatever sums the "
            + "requests of several partners are left out; the period is given in whole hours.")
      ])
    ]
    if scope.kind == .uri {
      blocks.append(
        .paragraph([
          .words(
            "Unauthenticated requests are not counted by endpoint: among the endpoints they stand as"
          ),
          .name("(more)"),
        ]))
    }
    if !report.coverage.gaps.isEmpty {
      blocks.append(
        .paragraph([
          .words(
            "In these hours the logs hold no record of anybody: silence, or a log that was not given."
          )
        ]))
      blocks.append(
        .table(
          Table(
            "Hours without records", [.text("Gap"), .number("Hours")], report.coverage.gaps,
            noun: "gap"
          ) {
            [[.span($0.start, $0.end)], [.number($0.hours)]]
          }))
    }
    return Section(id: "partner-view", title: "About this view", blocks: blocks)
  }
}

internal import Bytes
internal import Findings
internal import LimitCatalog

extension Document {
  /// An increase request in words.
  init(_ request: IncreaseRequest) {
    title = "Quota increase request"
    isOnePage = true
    banner = Banner(request)
    facts = Document.facts(request)
    entries = Document.entries(request)
    let sections: [Section?] = [
      .mendFirst(request), .proposal(request), .requestEvidence(request), .shares(request),
      .fewerCalls(request), .requestReading(request),
    ]
    self.sections = sections.compactMap { $0 }
  }

  private static func facts(_ request: IncreaseRequest) -> [Fact] {
    var facts = [
      Fact(label: "Calls per 24 h, now", value: request.calls.current),
      Fact(label: "Calls per 24 h, needed", value: request.calls.proposed),
      Fact(label: "Sites, now", value: request.sites.current),
      Fact(label: "Sites, needed", value: request.sites.proposed),
      Fact(
        label: "Refused calls", value: request.group.rejected,
        tone: request.group.rejected > 0 ? .bad : .plain),
    ]
    if let unmet = request.unmet {
      facts.append(
        Fact(
          label: "Unmet demand", value: unmet.unmet, tone: unmet.unmet > 0 ? .bad : .plain))
    }
    return facts
  }

  /// What the vendor asks for, then what was read.
  private static func entries(_ request: IncreaseRequest) -> [Entry] {
    var entries = [
      Entry(label: "Production group", value: [.name(request.group.group)]),
      Entry(label: "Registered by", value: registration(request)),
      Entry(label: "Applications", value: applications(request)),
      Entry(
        label: "What the application does",
        value: [.words("(fill in: one or two sentences for the vendor)")]),
      Entry(label: "APIs used", value: apis(request)),
      Entry(
        label: "Observed",
        value: [
          .span(request.period.first, request.period.last), .words("(UTC),"),
          .words(Numbers.counted(request.group.attempted, "call") + " of the group"),
        ]),
    ]
    if let policy = request.policy {
      entries.append(
        Entry(
          label: "Policy",
          value: [
            .name(ByteString(policy.name)), .words("SHA-256"), .name(ByteString(policy.sha256)),
          ]))
    }
    entries.append(
      Entry(label: "Counted by", value: [.words(request.tool.name + " " + request.tool.version)]))
    return entries
  }

  private static func registration(_ request: IncreaseRequest) -> Cell {
    if let email = request.email { return [.name(ByteString(email))] }
    var cell: Cell = [.words("(fill in: the e-mail address that registered the application)")]
    if let contact = request.contact {
      cell += [.words("The policy's contact is"), .name(ByteString(contact))]
    }
    return cell
  }

  /// Names in one entry; the others are counted.
  private static let nameLimit = 12

  private static func applications(_ request: IncreaseRequest) -> Cell {
    let names = request.busyApplications.map(\.app).filter { $0 != .dash }
    guard !names.isEmpty else {
      return [.words("(fill in: the keys of the applications; the logs name none)")]
    }
    return listed(names)
  }

  private static func apis(_ request: IncreaseRequest) -> Cell {
    guard let apis = request.apis else {
      return [.words("(fill in: usage files do not hold the endpoints of one group)")]
    }
    return apis.isEmpty ? [.words("(fill in: none was recognised)")] : listed(apis)
  }

  private static func listed(_ names: [ByteString]) -> Cell {
    let cell = names.prefix(nameLimit).map { Piece.name($0) }
    guard names.count > cell.count else { return cell }
    return cell + [.words("and \(Numbers.grouped(names.count - cell.count)) more")]
  }
}

extension Banner {
  /// Reasons that are listed.
  private static let requestReasons = 20

  /// What to say first about a request.
  init(_ request: IncreaseRequest) {
    let asked = RequestWording.asked(request)
    if request.status.complete {
      tone = request.hasMistakes ? .warn : .good
      headline = asked
      explanation = "Every number below is counted from access logs, which were read to their end."
    } else {
      tone = .bad
      headline = "The evidence is incomplete."
      explanation =
        "Part of what was named could not be read or understood, so every number below may be too "
        + "low. " + asked
    }
    reasons = Array(request.status.reasons.prefix(Banner.requestReasons))
    let hidden = request.status.reasons.count - reasons.count
    rest = hidden > 0 ? Numbers.counted(hidden, "more reason") + " not shown." : nil
  }
}

/// Words of an increase request that several places use.
enum RequestWording {
  /// What is asked for in one sentence.
  static func asked(_ request: IncreaseRequest) -> String {
    var parts: [String] = []
    if request.calls.isIncrease {
      parts.append(
        "\(Numbers.grouped(request.calls.proposed)) calls per 24 hours instead of "
          + Numbers.grouped(request.calls.current))
    }
    if request.sites.isIncrease {
      parts.append(
        Numbers.counted(request.sites.proposed, "site") + " instead of "
          + Numbers.grouped(request.sites.current))
    }
    if parts.isEmpty, request.group.rejected > 0 {
      return "These logs show less than the present quotas allow, and still "
        + Numbers.counted(request.group.rejected, "refused call")
        + ": calls of the group are missing here, or it has another quota."
    }
    if parts.isEmpty {
      return "These logs give no reason to ask for more: the present quotas are enough."
    }
    return "Proposed: " + parts.joined(separator: ", and ") + "."
  }

  /// `12.3 %` of tenths of a percent.
  static func percent(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10) %" }

  /// How much of all calls so many are.
  static func share(_ count: Int, _ request: IncreaseRequest) -> Cell {
    [.words(percent(request.share(of: count)))]
  }
}

extension IncreaseRequest {
  /// Whether there is something that the vendor would send back.
  var hasMistakes: Bool { naming != .plain || isProduction != true || email == nil }
}

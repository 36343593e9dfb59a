internal import Bytes
internal import Findings
internal import LimitCatalog

extension Finding {
  /// The documented limit that the finding is about; nil for endpoints without one.
  var documentedLimit: DocumentedLimit? {
    Finding.limits[limitID]
  }

  /// The limit's id in the catalogue, or the endpoint's name where it is not in it.
  private var limitID: String {
    switch rule {
    case "learn.sites", "learn.sites-near", "learn.install-refused": return "learn.sites"
    case "knewton.pair-rate", "knewton.pair-delayed", "knewton.pair-rejected":
      return "knewton.pair-rate"
    default: break
    }
    if rule.hasPrefix("learn.") { return "learn.calls" }
    if rule.hasPrefix(RuleGuide.entityPrefix) {
      return String(rule.dropFirst(RuleGuide.entityPrefix.count))
    }
    guard let name = subject.first(where: { $0.key == "endpoint" })?.value,
      let endpoint = KnewtonEndpoint(name: name), let action = endpoint.action
    else { return "" }
    if action != .goalAssignBatch { return action.id }
    // Without a known direction the looser quota rules, but where only the stricter one is over.
    let isAssign =
      endpoint == .batchAssign
      || (endpoint != .batchUnassign && alignmentsOver == 0 && measured > limit)
    return action.id + (isAssign ? " (assign)" : " (unassign)")
  }

  private static let limits = Dictionary(
    DocumentedLimit.all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// Whether `limit` is the documented limit itself or what policy or a rate header put in its place.
  private var isHeldAgainstTheLimit: Bool {
    switch rule {
    case "learn.calls", "learn.sites", "learn.sites-near", "knewton.pair-rate",
      "knewton.triple-rate":
      true
    default: rule.hasPrefix(RuleGuide.entityPrefix)
    }
  }

  /// What is wrong in one sentence; may quote names.
  var sentence: String { message.isEmpty ? RuleWording(rule).title : message }

  /// `group acme, site a.example`: every name shortened and visible.
  var subjectInWords: String {
    subject.map {
      $0.key + " " + VisibleText.line($0.value.text, limit: VisibleText.nameLimit)
    }.joined(separator: ", ")
  }

  /// What the vendor's document says about it, and where.
  var documentInWords: Cell {
    guard let guide = RuleGuide.of(rule) else { return [.words("None is known.")] }
    guard let source = guide.source else {
      return [.words("No vendor document: the threshold is this program’s own.")]
    }
    guard isHeldAgainstTheLimit, let documented = documentedLimit else {
      return [.prose(guide.limit), .words("(\(source.document), \(source.dateInWords))")]
    }
    let place = documented.source
    let other =
      limit == documented.limit
      ? "" : "; held against \(Numbers.grouped(limit)) here, by policy or rate header"
    return [
      .prose("\(Numbers.grouped(documented.limit)) \(documented.wording)"),
      .words("(\(place.document), \(place.dateInWords))" + other),
    ]
  }

  /// What to do next: the first advice of the rule.
  var nextStep: Cell {
    guard let advice = RuleGuide.of(rule)?.advice.first else { return [] }
    return [.prose(advice)]
  }
}

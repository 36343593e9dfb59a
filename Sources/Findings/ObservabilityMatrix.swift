internal import LimitCatalog
internal import Usage

/// Judges, limit by limit, what the logs could show (SPEC sections 3, 4 and 7).
struct ObservabilityMatrix {
  /// Which fields the requests carried.
  let sightings: FieldSightings
  /// Sums over all requests, those of pairs and triples included.
  let totals: Totals
  /// For whom Learn calls are counted.
  let partition: Partition
  /// Whether rate headers counted calls that the logs do not show.
  let hasUnloggedCalls: Bool
  /// Batch goal assignments that name no direction.
  let undirectedBatches: Int
  /// The rows of SPEC 4.4 as judged.
  let entities: [EntityReport]

  /// A row for each documented limit, in the catalogue's order.
  func rows() -> [ObservabilityRow] {
    let byID = Dictionary(entities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return DocumentedLimit.all.map { limit in
      let judged: (status: Observability, reason: String, missing: [String])
      switch limit.id {
      case "learn.calls": judged = calls()
      case "learn.sites": judged = sites()
      case "knewton.pair-rate": judged = pairs()
      default:
        if let entity = byID[limit.id] {
          judged = self.entity(entity)
        } else {
          judged = endpoint(isBatch: limit.id.hasPrefix(KnewtonAction.goalAssignBatch.id + " "))
        }
      }
      return ObservabilityRow(
        id: limit.id, service: limit.service, status: judged.status, reason: judged.reason,
        missing: judged.missing)
    }
  }

  /// How often the fields were logged that explain the numbers; none of a service without requests.
  func signals() -> [SignalSighting] {
    var result: [SignalSighting] = []
    func add(_ field: String, _ service: String, _ requests: Int, of all: Int) {
      result.append(SignalSighting(field: field, service: service, requests: requests, of: all))
    }
    if totals.learn > 0 {
      let knewtonRejected = totals.pairs.rejected + totals.triples.rejected
      add("limit", "learn", sightings.limit, of: totals.learn)
      add("remaining", "learn", sightings.remaining, of: totals.learn)
      add("reset", "learn", sightings.reset, of: totals.learn)
      add("retry_after", "learn", sightings.retryAfter, of: totals.rejected - knewtonRejected)
      add("error", "learn", sightings.error, of: totals.learn)
    }
    if totals.knewton > 0 {
      add("delay", "knewton", sightings.delay, of: totals.knewton)
      add("exceeded", "knewton", sightings.exceeded, of: totals.knewton)
    }
    return result
  }

  private typealias Judged = (status: Observability, reason: String, missing: [String])

  private static let noLearn = (
    Observability.nothingToCheck, "The logs hold no Learn requests.", [String]()
  )
  /// What is to be said of every limit of Knewton then.
  static let noKnewton = (
    Observability.nothingToCheck, "The logs hold no Knewton requests.", [String]()
  )

  /// Learn calls whose row of the policy's partition is known, and the fields that name it.
  private var named: (requests: Int, noun: String, fields: [String]) {
    switch partition {
    case .group, .groupAndSite:
      let fields = sightings.app == 0 ? ["group", "app"] : ["group"]
      return (totals.learn - totals.unattributed, "developer group", fields)
    case .application, .applicationAndSite: return (sightings.app, "application", ["app"])
    }
  }

  private func calls() -> Judged {
    let all = totals.learn
    let (known, noun, fields) = named
    guard all > 0 else { return ObservabilityMatrix.noLearn }
    guard known > 0 else {
      let mapped = noun == "developer group" && sightings.app > 0
      let cause = mapped ? ", and the policy lists none of their applications in one" : ""
      return (.notObservable, "None of \(calls(all)) names its \(noun)\(cause).", fields)
    }
    var reasons: [String] = []
    var missing: [String] = []
    if known < all {
      reasons.append(
        "\(Numbers.grouped(all - known)) of \(calls(all)) name no \(noun) and count for nobody")
      missing += fields
    }
    if partition == .groupAndSite || partition == .applicationAndSite, sightings.site < all {
      reasons.append("\(Numbers.grouped(all - sightings.site)) of \(calls(all)) count for no site")
      missing.append("site")
    }
    if hasUnloggedCalls {
      reasons.append("the rate headers counted calls that the logs do not show")
    }
    guard !reasons.isEmpty else {
      return (.checked, "Every call names its \(noun).", [])
    }
    let sentence = reasons.joined(separator: ", and ") + "."
    return (.lowerBound, sentence.prefix(1).uppercased() + sentence.dropFirst(), missing)
  }

  private func sites() -> Judged {
    let all = totals.learn
    guard all > 0 else { return ObservabilityMatrix.noLearn }
    let (known, noun, fields) = named
    if known == 0 || sightings.site == 0 {
      let absent = (sightings.site == 0 ? ["site"] : []) + (known == 0 ? [noun] : [])
      return (
        .notObservable, "None of \(calls(all)) names its \(absent.joined(separator: " or its ")).",
        (sightings.site == 0 ? ["site"] : []) + (known == 0 ? fields : [])
      )
    }
    let reason = "Sites are limited in total, and the logs show those used in their period"
    let nameless = all - sightings.site
    return nameless == 0
      ? (.lowerBound, reason + ".", [])
      : (
        .lowerBound, reason + "; \(Numbers.grouped(nameless)) of \(calls(all)) name none.", ["site"]
      )
  }

  private func pairs() -> Judged {
    guard totals.knewton > 0 else { return ObservabilityMatrix.noKnewton }
    let all = totals.pairs.attempted
    guard all > 0 else { return (.checked, "Every Knewton request is authenticated.", []) }
    let requests = Numbers.counted(all, "unauthenticated request")
    guard sightings.client > 0 else {
      return (.notObservable, "None of \(requests) has a client address.", ["client"])
    }
    var (remarks, missing) = together("of a client")
    if sightings.token == 0 {
      remarks.insert("no token is logged, so authenticated requests count here too", at: 0)
      missing.insert("token", at: 0)
    }
    let rest = remarks.map { ", but " + $0 }.joined()
    if sightings.client < all {
      let nameless = Numbers.grouped(all - sightings.client)
      let reason = "\(nameless) of \(requests) have no client address" + rest + "."
      return (.lowerBound, reason, ["client"] + missing)
    }
    return (.checked, "Every unauthenticated request has a client address" + rest + ".", missing)
  }

  private func endpoint(isBatch: Bool) -> Judged {
    guard totals.knewton > 0 else { return ObservabilityMatrix.noKnewton }
    guard sightings.token > 0 else {
      return (
        .notObservable, "No access token is logged, so no request counts for its token.",
        ["token"]
      )
    }
    if isBatch, undirectedBatches > 0 {
      let batches = Numbers.counted(
        undirectedBatches, "batch goal assignment does", plural: "batch goal assignments do")
      let reason = "\(batches) not tell assigning from unassigning."
      return (.lowerBound, reason, ["action"])
    }
    let (remarks, missing) = together("of a token")
    let rest = remarks.map { ", but " + $0 }.joined()
    return (.checked, "Every authenticated request counts for its token" + rest + ".", missing)
  }

  /// What it means where no Knewton request names its application.
  private func together(_ whose: String) -> (remarks: [String], missing: [String]) {
    guard sightings.uri == 0 else { return ([], []) }
    return (["no application URI is logged, so all applications \(whose) count together"], ["uri"])
  }

  private func calls(_ count: Int) -> String { Numbers.counted(count, "Learn call") }
}

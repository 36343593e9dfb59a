internal import Findings
internal import LimitCatalog

extension RuleGuide {
  /// What the names of entity rules start with; the limit's id follows.
  static let entityPrefix = "knewton.entity."

  /// One rule for each of the 28 rows of SPEC 4.4.
  static let entities = EntityKind.allCases.map { kind in
    let limit = kind.limit
    let text = EntityText.of(kind)
    return RuleGuide(
      rule: entityPrefix + limit.id, severity: limit.level.rawValue,
      wording: RuleWording(
        "Entity limit: " + limit.unit, "largest value", "limit",
        limit.measure == .query || limit.measure == .field
          ? "requests over the limit" : "entities",
        limit.measure.basis),
      meaning: text.meaning,
      limit: limit.unit.prefix(1).uppercased() + limit.unit.dropFirst()
        + ": at most \(Numbers.grouped(limit.limit)).",
      policyKey: "knewton.entities." + limit.id, source: limit.source,
      measuring: measuring(limit, text), certainty: certainty(limit.measure),
      advice: text.advice)
  }

  private static func measuring(_ limit: EntityLimit, _ text: EntityText) -> String {
    let observed =
      "observations: field entities of any record, or an inventory of JSON lines with resource "
      + "\(limit.id), subject and value"
    let basis = limit.basis.isEmpty ? "" : ": " + limit.basis
    let detail = text.detail.isEmpty ? "" : " " + text.detail
    switch limit.measure {
    case .query:
      return "From the path or query of one request, whatever its status\(basis).\(detail) "
        + "Also from \(observed)."
    case .field:
      return "From a field of one request, whatever its status\(basis).\(detail) Also from "
        + "\(observed)."
    case .paths:
      return
        "From the paths of succeeded requests over the whole period\(basis).\(detail) Also from "
        + "\(observed); the largest value of an entity counts."
    case .observation:
      return "Only from \(observed). The largest value of an entity counts.\(detail)"
    }
  }

  private static func certainty(_ measure: EntityMeasure) -> String {
    switch measure {
    case .query: "Read from the request itself: the attempt is the violation."
    case .field:
      "Read from a logged field: the attempt is the violation. Access logs have no bodies, so without "
        + "the field nothing is seen."
    case .paths:
      "A lower bound: what was there before the logs began is not seen, nor are requests that the "
        + "logs lack."
    case .observation: "As sure as whoever reported it; without observations nothing is seen."
    }
  }
}

extension EntityMeasure {
  /// How a finding was measured, and so how sure it is, in a few words.
  var basis: String {
    switch self {
    case .query: "read from a request’s path or query"
    case .field: "read from a logged field"
    case .paths: "derived from request paths: a lower bound"
    case .observation: "reported by entity observations"
    }
  }
}

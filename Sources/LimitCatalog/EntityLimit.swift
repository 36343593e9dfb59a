/// One row of SPEC 4.4: how many of something Knewton takes.
public struct EntityLimit: Sendable, Equatable {
  /// The id in policies, entity observations and rules.
  public var id: String
  /// Largest number that is no finding.
  public var limit: Int
  /// How grave it is to be over.
  public var level: LimitLevel
  /// Where the number comes from.
  public var measure: EntityMeasure
  /// What is counted, in words that follow the number, e.g. `modules in a graph`.
  public var unit: String
  /// Which requests tell it, in words; empty for what is only observed.
  public var basis: String
  /// Where the row is documented.
  public var source: LimitSource

  /// A row; `row` is its name in the vendor's table.
  init(
    _ id: String, _ limit: Int, _ level: LimitLevel, _ measure: EntityMeasure, _ unit: String,
    from basis: String = "", row: String
  ) {
    self.id = id
    self.limit = limit
    self.level = level
    self.measure = measure
    self.unit = unit
    self.basis = basis
    self.source = .knewtonEntities(row)
  }
}

/// How grave it is to be over an entity limit (SPEC 4.4).
public enum LimitLevel: String, Sendable {
  case violation, warning, notice
}

/// How an entity limit is measured; every row can also be observed (SPEC 4.4).
public enum EntityMeasure: String, Sendable {
  /// The query or path of one request.
  case query = "q"
  /// A field of one request.
  case field = "f"
  /// Paths of succeeded requests over the whole period; a lower bound.
  case paths = "p"
  /// Only what an inventory or an `entities` field says.
  case observation = "o"
}

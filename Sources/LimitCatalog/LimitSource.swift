/// Where a documented limit is written: nobody has to believe a number without its page.
public struct LimitSource: Sendable, Equatable {
  /// Title of the vendor's page.
  public var document: String
  /// Address of the page.
  public var address: String
  /// The row or section of the page that states the limit.
  public var row: String
  /// `yyyy-mm-dd` the page was published, nil when it does not say.
  public var date: String?

  /// A row of a page.
  public init(document: String, address: String, row: String, date: String?) {
    self.document = document
    self.address = address
    self.row = row
    self.date = date
  }
}

extension LimitSource {
  /// A section of the Learn developer portal's page on production groups and limits.
  static func learn(_ row: String) -> LimitSource {
    LimitSource(
      document: "Anthology: Production groups, REST API and site registrations limits",
      address: "https://docs.anthology.com/docs/developer-portal/"
        + "production-groups-rest-api-and-site-registration-limits",
      row: row, date: "2023-05-09")
  }

  /// A row of Knewton's page on rate limits.
  static func knewtonRates(_ row: String) -> LimitSource {
    LimitSource(
      document: "Knewton: Rate Limits",
      address: "https://dev.knewton.com/implementation/rate-limits", row: row, date: nil)
  }

  /// A row of Knewton's page on entity limits.
  static func knewtonEntities(_ row: String) -> LimitSource {
    LimitSource(
      document: "Knewton: Entity Limits",
      address: "https://dev.knewton.com/implementation/entity-limits", row: row, date: nil)
  }
}

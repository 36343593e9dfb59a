/// What the Learn developer portal documents for every developer group (SPEC 4.1).
public enum LearnLimit {
  /// Calls per 24 hours and group, over all its applications.
  public static let callsPerDay = 10_000
  /// Sites registered per group in total, over all its applications.
  public static let sites = 6

  /// Where the calls are documented.
  public static let callsSource = LimitSource.learn("REST API calls limit")
  /// Where the sites are documented.
  public static let sitesSource = LimitSource.learn("Site Registration Limits")

  /// What a reader of the limits has to know beside them, one sentence each.
  public static let remarks = [
    "A production group may have more by contract; only one production group per application.",
    "Status 402 for a refused call is named by the page of 2023-05-09 only.",
    "From 2024-06-04 the vendor describes 429 with Retry-After, no reset header, and a 24 h window "
      + "that opens at the first request (lens anchored).",
  ]
}

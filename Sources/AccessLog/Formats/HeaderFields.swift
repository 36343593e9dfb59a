/// Which fields HTTP headers give, whatever server logs them and under whatever prefix.
enum HeaderFields {
  /// A header, named as HTTP/1 writes it, and the field it gives.
  typealias Entry = (name: String, field: Field)

  /// Headers of requests (SPEC section 2).
  static let requests: [Entry] = [
    ("Authorization", .token), ("Origin", .origin), ("Referer", .referer), ("User-Agent", .agent),
  ]

  /// Headers of answers, those of the two platforms (SPEC section 2).
  static let answers: [Entry] = [
    ("X-Rate-Limit-Limit", .limit), ("X-Rate-Limit-Remaining", .remaining),
    ("X-Rate-Limit-Reset", .reset), ("Retry-After", .retryAfter),
    ("X-Knewton-Rate-Delay", .delay), ("X-Knewton-Rate-Exceeded", .exceeded),
  ]

  /// What the reports propose for fields that no header of the platforms gives, and the virtual host:
  /// only declared formats read these, since JSON names of its own exist for them.
  static let proposed: [Entry] = [
    ("Host", .host), ("X-Developer-Group", .group), ("X-Application", .app),
    ("X-Audit-Error", .error), ("X-Audit-Items", .items), ("X-Audit-Action", .action),
    ("X-Audit-Account", .account), ("X-Audit-Analytics", .analytics),
    ("X-Audit-Entities", .entities),
  ]

  /// The field of a header in any case, also as nginx spells it in a variable; nil for one that gives
  /// none.
  static func field(_ header: String) -> Field? { table[snake(header)] }

  /// `X-Rate-Limit-Limit` as nginx names its variable: `x_rate_limit_limit`.
  static func snake(_ header: String) -> String {
    String(header.lowercased().map { $0 == "-" ? "_" : $0 })
  }

  private static let table = Dictionary(
    (requests + answers + proposed).map { (snake($0.name), $0.field) }
  ) { first, _ in first }
}

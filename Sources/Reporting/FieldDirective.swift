/// How to log a field that the logs lack: what to write into the server's log format.
///
/// Fields that a proxy cannot know have to be exposed by the application in a header first; the header
/// names here are proposals.
struct FieldDirective {
  /// Canonical field name (SPEC section 2).
  var field: String
  /// Word of an nginx `log_format`.
  var nginx: String
  /// Word of an Apache `LogFormat`.
  var apache: String
  /// Member of a JSON line, with nginx variables.
  var json: String
  /// What has to be there first, or what does as well; empty where the directive is enough.
  var note: String

  /// The directive of a field, or nil for one that needs none.
  static func of(_ field: String) -> FieldDirective? { all.first { $0.field == field } }

  /// All fields that an observability row, a format's support or a signal can name.
  static let all = [
    client, target,
    FieldDirective(
      "group", request: "X-Developer-Group",
      note:
        "The gateway must know the developer group and send it as a header. Or log app and list "
        + "the application in the policy: groups.<name>.applications."),
    FieldDirective("app", request: "X-Application", note: "The gateway must know the application."),
    site,
    FieldDirective(
      "token", request: "Authorization", note: "Reports show a hash, never the token."),
    FieldDirective(
      "uri", request: "Origin",
      note: "Where applications send no Origin, let them send a header of their own."),
    FieldDirective("limit", response: "X-Rate-Limit-Limit"),
    FieldDirective("remaining", response: "X-Rate-Limit-Remaining"),
    FieldDirective("reset", response: "X-Rate-Limit-Reset"),
    FieldDirective("retry_after", response: "Retry-After"),
    FieldDirective("delay", response: "X-Knewton-Rate-Delay"),
    FieldDirective("exceeded", response: "X-Knewton-Rate-Exceeded"),
    FieldDirective(
      "error", response: "X-Audit-Error",
      note: "The text stands in the answer's body: the application must repeat it in a response "
        + "header."),
    FieldDirective(
      "items", response: "X-Audit-Items",
      note: "The application must put the number of items in the batch, or of modules in the "
        + "recommendation, into a response header."),
    FieldDirective(
      "action", response: "X-Audit-Action",
      note: "The application must name assign or unassign in a response header."),
    FieldDirective(
      "account", response: "X-Audit-Account",
      note: "The application must name the account of a new registration in a response header."),
    FieldDirective(
      "analytics", response: "X-Audit-Analytics",
      note: "The application must say 1 or 0 in a response header: whether the assigned goal has "
        + "config.analytics_enabled."),
    FieldDirective(
      "entities", response: "X-Audit-Entities",
      note:
        "The application must count and say resource:subject:value in a response header. Or audit "
        + "an inventory too: a file of JSON lines with resource, subject and value."),
  ]

  private static let target = FieldDirective(
    field: "target", nginx: "\"$request\"", apache: "\\\"%r\\\"",
    json: "\"request\":\"$request\"",
    note: "The request line: method and target are taken from it.")

  private static let client = FieldDirective(
    field: "client", nginx: "$remote_addr", apache: "%h", json: "\"client\":\"$remote_addr\"",
    note: "In text formats the first word of the line. Behind a load balancer log the address it "
      + "names (nginx: real_ip, Apache: mod_remoteip).")

  private static let site = FieldDirective(
    field: "site", nginx: "host=\"$host\"", apache: "host=\\\"%v\\\"", json: "\"host\":\"$host\"",
    note:
      "The host is taken for the site. Where an installation has several host names, log one name "
      + "for it as site.")
}

extension FieldDirective {
  /// A field from a request header.
  private init(_ field: String, request header: String, note: String = "") {
    self.init(field, "$http_", header, "i", note)
  }

  /// A field from a header of the answer.
  private init(_ field: String, response header: String, note: String = "") {
    self.init(field, "$upstream_http_", header, "o", note)
  }

  private init(
    _ field: String, _ prefix: String, _ header: String, _ direction: String, _ note: String
  ) {
    let variable = prefix + header.lowercased().replacing("-", with: "_")
    self.init(
      field: field, nginx: "\(field)=\"\(variable)\"",
      apache: "\(field)=\\\"%{\(header)}\(direction)\\\"",
      json: "\"\(field)\":\"\(variable)\"", note: note)
  }
}

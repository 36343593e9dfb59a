internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings

/// Options that make the reports a partner view.
///
/// Lists, so that a second one is seen and refused: a view of whoever is named last would be handed to
/// the wrong partner.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Partner view: report on this developer group alone, a row of the groups as logged; nothing of "
        + "others can be read from it.", valueName: "name"))
  var group: [String] = []

  @Option(
    help: ArgumentHelp(
      "Partner view of one Knewton token, as reports show it (tok_ and 16 digits); an access token "
        + "itself is hashed at once.", valueName: "token"))
  var token: [String] = []

  @Option(
    help: ArgumentHelp(
      "Partner view of one Knewton application URI, as logged without query.", valueName: "uri"))
  var uri: [String] = []

  /// Puts the scope into a request, which has its policy and the quotas to try.
  func apply(to request: inout AuditRequest) throws(Failure) {
    let options = [("--group", group), ("--token", token), ("--uri", uri)]
    let given = options.filter { !$0.1.isEmpty }
    guard given.count <= 1 else {
      throw .usage(
        "a partner view is about one group, token or URI; give only one of "
          + given.map(\.0).joined(separator: " and "))
    }
    if let (option, names) = given.first, names.count > 1 {
      throw .usage(
        "\(option) is given \(names.count) times, and a partner view is about one; make a report for "
          + "each, with --out of its own")
    }
    if let name = group.first { request.scope = try ScopeOptions.scope(.group, name) }
    if let name = uri.first { request.scope = try ScopeOptions.scope(.uri, name) }
    if let name = token.first {
      let scope = try ScopeOptions.scope(.token, name)
      request.scope = ReportScope(token: scope.name)
    }
    if !request.whatIf.isEmpty, request.quotasTried.isEmpty {
      throw .usage(
        "--what-if is about another group than the view; try quotas of the view's own group, or "
          + "learn.calls_per_day")
    }
  }

  private static func scope(
    _ kind: ReportScope.Kind, _ name: String
  ) throws(Failure) -> ReportScope {
    let option = "--\(kind.rawValue)"
    if name.isEmpty { throw .usage("\(option) is empty; name whom the view is about") }
    if name == "-" {
      throw .usage("\(option) - stands for requests that name none, which are no partner's")
    }
    return ReportScope(kind, RawArguments.bytes(of: name))
  }

  /// Ends the program where a view is about somebody who is not in the logs. Who is there is not
  /// said, and a token not quoted.
  static func check(_ report: AuditReport) throws(Failure) {
    guard report.isViewOfNobody, let scope = report.scope else { return }
    let whole = report.status.complete ? "" : ", of which a part could not be read"
    let what =
      scope.kind == .token
      ? "the token of --token"
      : "--\(scope.kind.rawValue) \"\(SecretMask.masked(scope.name.text))\""
    throw .usage(
      "\(what) does not occur in these logs\(whole); names are compared byte by byte, as a report on "
        + "all shows them; nothing was written")
  }
}

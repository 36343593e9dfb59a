internal import ArgumentParser
internal import AuditPipeline

/// Options of an audit that counts into a history.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "History of all nights, an SQLite file, made if missing: inputs that it knows are skipped, and the "
        + "reports say what is new, worse, better and gone.", valueName: "file"),
    completion: .file(extensions: ["sqlite", "db"]))
  var history: String?

  @Option(
    help: ArgumentHelp(
      "Run of the history that findings are compared with. (default: the last one)",
      valueName: "run"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "How long behind its end a UTC day may still grow, e.g. 4h or 90m. (default: 4h)",
      valueName: "time"))
  var grace: String?

  @Option(
    help: ArgumentHelp(
      "Days whose usage the history keeps, 0 to 366, so that windows across nights are judged. "
        + "(default: 3)", valueName: "days"))
  var keepUsage: String?

  @Option(
    help: ArgumentHelp(
      "Seconds to wait for another run on the same history, 0 to 86,400. (default: 600)",
      valueName: "s"))
  var historyWait: String?

  /// The history that the options name, nil for none; nothing is opened yet.
  func request() throws(Failure) -> HistoryRequest? {
    guard let history else {
      let given = [
        ("--baseline", baseline), ("--grace", grace), ("--keep-usage", keepUsage),
        ("--history-wait", historyWait),
      ].first { $0.1 != nil }
      if let given { throw .usage("\(given.0) is about a history; give --history too") }
      return nil
    }
    if history.isEmpty { throw .usage("--history is empty; name the file of a history") }
    var request = HistoryRequest(path: history)
    if let baseline {
      request.baseline = try NumberOption.value(
        "--baseline", baseline, of: 1...Int(Int32.max), what: "a run")
    }
    if let grace { request.graceSeconds = try HistoryShowCommand.seconds(grace) }
    if let keepUsage {
      request.keepUsageDays = try NumberOption.value(
        "--keep-usage", keepUsage, of: 0...366, what: "days")
    }
    if let historyWait {
      request.waitSeconds = try NumberOption.value(
        "--history-wait", historyWait, of: 0...86_400, what: "seconds")
    }
    return request
  }

  /// Refuses what cannot go with a history.
  func check(_ request: AuditRequest, _ evidence: EvidenceOptions) throws(Failure) {
    if request.scope != nil {
      throw .usage(
        "--history counts everybody's usage, and a partner view is about one partner; give --group, "
          + "--token or --uri to a run without --history")
    }
    if evidence.writesManifest {
      let option = evidence.evidence == nil ? "--manifest" : "--evidence"
      throw .usage(
        "\(option) is about a run that can be repeated, and a history counts nothing twice; give it to a "
          + "run without --history")
    }
  }
}

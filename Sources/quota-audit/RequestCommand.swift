internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import Reporting

/// `quota-audit request`: logs in, a request for a higher quota out.
struct RequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Write what a vendor asks for before it raises a group's quota.",
    discussion: """
      Writes request.md and request.html, a short pack: the group and its applications, what was used \
      and refused, a proposed quota with its arithmetic, and how there could be fewer calls. Logs are \
      read twice, so they are files; usage files do as well, and then the pack says what they cannot \
      show. docs/increase-request.md defines every number.

      EXAMPLES
        quota-audit request --group "Acme - Rosters" --email dev@acme.example logs/
        quota-audit request --group acme --policy policy.yaml --growth 50% --headroom 25% logs/
        quota-audit request --group acme --out pack november.usage december.usage

      EXIT STATUS
        0   the pack was written
        2   incomplete: an input was missing, damaged or too malformed; the pack says so first
        64  bad arguments or policy, the group has no calls, or a usage file is refused; nothing was \
      written
        70  a fault of the program
        74  the pack or temporary files could not be written; an earlier pack is untouched
        130, 143  interrupted, terminated; an earlier pack is untouched
      """)

  @Argument(
    help: ArgumentHelp(
      "Files or directories (all files below): logs, or usage files, not both.", valueName: "log"),
    completion: .file())
  var logs: [String] = []

  @Option(
    help: ArgumentHelp("The developer group, as the logs or the policy name it.", valueName: "name")
  )
  var group: String

  @Option(help: ArgumentHelp("Growth to expect, 0 to 1000 percent.", valueName: "percent"))
  var growth = "20%"

  @Option(help: ArgumentHelp("What to keep free on top, 0 to 1000 percent.", valueName: "percent"))
  var headroom = "30%"

  @Option(
    help: ArgumentHelp(
      "Address that registered the application; without it the pack has a line to fill in.",
      valueName: "address"))
  var email: String?

  @Option(
    help: ArgumentHelp("Directory for the pack; made if missing.", valueName: "dir"),
    completion: .directory)
  var out = "quota-audit-request"

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var scan: ScanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard !logs.isEmpty else {
      throw Failure.usage("request needs logs or usage files; name files or directories")
    }
    try LogArguments.check(logs)
    var options = IncreaseOptions(group: RawArguments.bytes(of: group))
    options.growth = try RequestCommand.percent("--growth", growth)
    options.headroom = try RequestCommand.percent("--headroom", headroom)
    options.email = try email.map(RequestCommand.address)
    if group.isEmpty { throw Failure.usage("--group is empty; name a developer group") }
    var request = try policy.request(logs)
    try scan.apply(to: &request)
    _ = try RunOptions.color(output.colors.color)
    try checkOutput()
    try checkReading(request.inputs)
    try finish(try draw(request, options))
  }

  private func draw(
    _ request: AuditRequest, _ options: IncreaseOptions
  ) throws -> IncreaseRequest {
    Faults.endCleanlyOnSignals { ProgressLine.clear() }
    let progress = AuditProgress()
    let line = ProgressLine(
      progress, isShown: !output.quiet && Terminal.isTerminal(STDERR_FILENO))
    defer { line.finish() }
    do {
      return try Failure.translating { try IncreaseRun.run(request, options, progress: progress) }
    } catch let error as IncreaseError {
      throw Failure.usage(error.sentence)
    }
  }

  private func finish(_ request: IncreaseRequest) throws -> Never {
    try Failure.translating { try IncreaseRun.write(request, to: out) }
    for reason in request.status.reasons {
      Terminal.writeError(TerminalText.message("quota-audit: incomplete: " + reason) + "\n")
    }
    if !output.quiet {
      if request.email == nil {
        Terminal.writeError(
          "quota-audit: the pack has a line to fill in: the vendor asks for the e-mail address that "
            + "registered the application; give it with --email\n")
      }
      let names = IncreaseRun.names.map { "\(out)/\($0)" }.joined(separator: ", ")
      Terminal.write(TerminalText.message("\(RequestPack.summary(request))\nPack: \(names)") + "\n")
    }
    Program.exit(request.status.complete ? .clean : .incomplete)
  }

  /// Refuses options that say how logs are read where there are none.
  private func checkReading(_ inputs: [ByteString]) throws {
    let given = [
      ("--format", scan.format.format != nil), ("--format-from", scan.format.formatFrom != nil),
      ("--max-malformed", scan.maxMalformed != nil),
    ].filter(\.1).map(\.0)
    guard let option = given.first else { return }
    do throws(IncreaseError) {
      guard try IncreaseRun.readsUsage(inputs) else { return }
    } catch {
      throw Failure.usage(error.sentence)
    }
    throw Failure.usage(
      "\(option) says how logs are read, and these inputs are usage files, whose logs were read by "
        + "quota-audit scan; give it to that")
  }

  /// Finds what must not or cannot be written before logs are read.
  private func checkOutput() throws(Failure) {
    if out.isEmpty { throw .usage("--out is empty; name a directory for the pack") }
    if let reason = OutputPlacement.refusal(of: out, inputs: logs) { throw .usage(reason) }
    for name in IncreaseRun.names {
      let path = "\(out)/\(name)"
      if let reason = OutputPlacement.refusal(ofFile: path, option: "--out", inputs: logs) {
        throw .usage(reason)
      }
    }
    if let obstacle = OutputPlacement.obstacle(to: out) { throw .cannotWrite(obstacle.sentence) }
  }

  private static func percent(_ option: String, _ text: String) throws(Failure) -> PercentIncrease {
    guard let percent = PercentIncrease(text) else {
      throw .usage(
        "\(option) \"\(text)\" is no percentage; give a number from 0 to 1000, with at most two "
          + "decimals, e.g. 20%")
    }
    return percent
  }

  /// The address as it was given; what cannot be one is refused, as the vendor would.
  private static func address(_ text: String) throws(Failure) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, text.utf8.count <= 254
    else {
      throw .usage("--email \"\(text)\" is no e-mail address; give one like dev@acme.example")
    }
    return text
  }
}

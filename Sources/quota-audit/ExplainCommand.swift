internal import ArgumentParser
internal import Bytes
internal import Reporting

/// `quota-audit explain`: what a rule means and what to do about it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: its limit and source, how it is measured, what to do.",
    discussion: """
      Without RULE all rules are listed, and the words of reports that can be explained too.

      EXAMPLES
        quota-audit explain
        quota-audit explain learn.calls
        quota-audit explain proven
        quota-audit explain --json knewton.entity.events-per-batch
      """)

  @Argument(
    help: ArgumentHelp(
      "Name of a rule, as findings have it, or a word such as proven.", valueName: "rule"),
    completion: .list(Explanation.names))
  var rule: String?

  @Flag(help: "Print JSON; of all rules without RULE.")
  var json = false

  func run() throws {
    if json, let bytes = Explanation.json(of: rule) {
      return Terminal.write(String(decoding: bytes, as: UTF8.self))
    }
    guard let rule else { return Terminal.write(Explanation.list(width: Terminal.width)) }
    guard let text = Explanation.text(of: rule, width: Terminal.width) else {
      throw ExplainCommand.unknown(rule)
    }
    if json { throw Failure.usage("\"\(rule)\" is a word, and only rules can be had as JSON") }
    Terminal.write(text)
  }

  private static func unknown(_ rule: String) -> Failure {
    let nearest = Explanation.nearest(to: rule).map { "; did you mean \"\($0)\"?" } ?? ";"
    let shown = SecretMask.masked(rule)
    return .usage("\"\(shown)\" is no rule\(nearest) quota-audit explain lists all")
  }
}

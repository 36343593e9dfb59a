internal import ArgumentParser
internal import Reporting

/// `quota-audit limits`: the catalogue.
struct LimitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "Print every documented limit with its source.",
    discussion: """
      EXAMPLES
        quota-audit limits
        quota-audit limits --json | jq '.[] | select(.service == "learn")'
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() {
    Terminal.write(
      json ? String(decoding: LimitsListing.json(), as: UTF8.self) : LimitsListing.text())
  }
}

import Foundation
import Testing

/// Commands that read no log: version, help, completion, limits, simulate.
@Suite struct CommandTests {
  @Test func versionIsOneSemanticVersion() throws {
    let outcome = try Program.run(["--version"])
    #expect(outcome.ending == .exit(0))
    let text = outcome.outputText
    #expect(
      text.wholeMatch(of: /quota-audit [0-9]+\.[0-9]+\.[0-9]+ \((ISA-L [0-9.]+, )?zlib [0-9.]+\)\n/)
        != nil)
    #expect(outcome.errorText == "")
  }

  @Test(arguments: [
    ([], "SUBCOMMANDS:"), (["audit"], "EXIT STATUS"), (["limits"], "--json"),
    (["simulate"], "--seed"), (["verify"], "--inputs"),
  ])
  func helpNamesOptionsAndShowsExamples(_ command: [String], _ contains: String) throws {
    for arguments in [command + ["--help"], ["help"] + command] {
      let outcome = try Program.run(arguments)
      #expect(outcome.ending == .exit(0))
      #expect(outcome.outputText.contains("EXAMPLES"))
      #expect(outcome.outputText.contains(contains))
      #expect(outcome.errorText == "")
    }
  }

  @Test func everyOptionIsInTheHelp() throws {
    let help = try Program.run(["audit", "--help"]).outputText
    let options = [
      "policy", "out", "format", "jobs", "fail-on", "max-malformed", "quiet", "color",
      "evidence", "manifest",
    ]
    for option in options { #expect(help.contains("--" + option)) }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsAreGenerated(_ shell: String) throws {
    let scratch = try Scratch()
    let outcome = try Program.run(["--generate-completion-script", shell])
    #expect(outcome.ending == .exit(0))
    for word in ["fail-on", "simulate", "combined"] { #expect(outcome.outputText.contains(word)) }
    let path = try scratch.write("script", outcome.output)
    // The shell itself says whether the script is well formed, where it is installed.
    let check = try Program.shell(
      "command -v \(shell) >/dev/null || exit 0; \(shell) -n \"$1\"", [path])
    #expect(check.ending == .exit(0), "\(check.errorText)")
  }

  @Test func limitsNameTheirSources() throws {
    let text = try Program.run(["limits"])
    #expect(text.ending == .exit(0))
    for word in ["10,000", "account-create", "taxonomy-depth"] {
      #expect(text.outputText.contains(word))
    }
    let json = try Program.run(["limits", "--json"])
    let rows = try JSONDecoder().decode(JSONValue.self, from: json.output)
    // Calls and sites of a group, pairs, 33 endpoints of which one has two quotas, 28 entities.
    #expect(rows.elements.count == 2 + 1 + 34 + 28)
    #expect(rows.elements.allSatisfy { !$0.members.isEmpty })
  }

  @Test func simulatedNightsAreReproducibleAndAuditable() throws {
    let scratch = try Scratch()
    for (night, jobs) in [("a", "1"), ("b", "2")] {
      let outcome = try Program.run(
        [
          "simulate", "--seed", "7", "--lines", "3000", "--jobs", jobs, "--out",
          scratch.path(night),
        ])
      #expect(outcome.ending == .exit(0))
      #expect(outcome.errorText == "")
    }
    #expect(try scratch.names(in: "a/logs") == scratch.names(in: "b/logs"))
    for name in try scratch.names(in: "a/logs") {
      #expect(try scratch.data("a/logs/" + name) == scratch.data("b/logs/" + name))
    }
    let outcome = try Program.run(
      ["--policy", "a/policy.yaml", "--out", "out", "a/logs"], in: scratch.path)
    #expect(outcome.ending == .exit(1))
    let totals = try scratch.report()["totals"]
    // The inventory, whose lines are notes, comes on top of the logs.
    let notes = try #require(totals["notes"].integer)
    #expect(notes > 0 && totals["lines"].integer == 3000 + notes)
  }
}

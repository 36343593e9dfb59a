import Foundation
import Testing

/// `scan --name`: bytes that come by standard input are those of a file elsewhere.
@Suite struct NamedInputTests {
  /// Scans each file of a case by itself, `$1` being how its bytes come; what is missing is said in words.
  private static let script = """
    how=$1 out=$2 policy=$3; shift 3
    scan() { "$QUOTA_AUDIT" scan --quiet ${policy:+--policy "$policy"} "$@" 2>>"$out/errors"; }
    number=0
    for argument; do
      if [ -d "$argument" ] && [ -n "$(find "$argument" -type f -not -name '.*')" ]; then
        find "$argument" -type f -not -name '.*'
      else
        printf '%s\\n' "$argument"
      fi
    done > "$out/names"
    while IFS= read -r name; do
      number=$((number + 1))
      usage=$out/$number.usage
      if [ -d "$name" ]; then scan --name "$name" --missing no-files --usage "$usage" -
      elif [ ! -e "$name" ]; then scan --name "$name" --missing not-found --usage "$usage" -
      elif [ "$how" = pipe ]; then cat "$name" | scan --name "$name" --usage "$usage" -
      else scan --name "$name" --usage "$usage" - < "$name"; fi
      case $? in 0 | 2) ;; *) exit 1 ;; esac
    done < "$out/names"
    exec "$QUOTA_AUDIT" report ${policy:+--policy "$policy"} --out "$out/reports" "$out"/*.usage
    """

  /// Cases whose arguments are a policy and inputs.
  private static let cases = FixtureCase.reporting.filter { fixture in
    let options = (try? fixture.arguments())?.filter { $0.hasPrefix("--") } ?? []
    return options.allSatisfy { $0 == "--policy" }
  }

  @Test(arguments: cases)
  func eachFileByItselfIsTheAudit(_ fixture: FixtureCase) throws {
    try expectAudit(of: fixture, by: "pipe")
  }

  /// Standard input that is a file is read as one, by the fast engine; what it may be taken for is the same.
  @Test(
    arguments: cases.filter { ["damage", "duplicates", "foreign-compression"].contains($0.name) })
  func standardInputThatIsAFile(_ fixture: FixtureCase) throws {
    try expectAudit(of: fixture, by: "file")
  }

  private func expectAudit(of fixture: FixtureCase, by how: String) throws {
    let scratch = try Scratch()
    let audited = try fixture.run(into: scratch)
    var inputs = try fixture.arguments()
    var policy = ""
    if let index = inputs.firstIndex(of: "--policy") {
      policy = inputs.remove(at: index + 1)
      inputs.remove(at: index)
    }
    let outcome = try Program.shell(
      Self.script, [how, scratch.path, policy] + inputs, in: fixture.folder.path)
    #expect(outcome.ending == audited.ending, "\(outcome.errorText)")
    for name in ["report.json", "report.md", "report.html"] {
      #expect(
        try scratch.data("reports/" + name) == scratch.data("out/" + name), "\(fixture) \(name)")
    }
  }

  /// A file's format is decided by its first lines, wherever they are; so is that of its bytes.
  @Test func formatsThatTakeLongToTell() throws {
    let scratch = try Scratch()
    let blank = String(repeating: "\n", count: 6 << 20)
    try scratch.write("a.log", blank + Line.calls(30))
    _ = try Program.run(["--out", "out", "a.log"], in: scratch.path)
    let outcome = try Program.shell(
      "cat a.log | \"$QUOTA_AUDIT\" scan --name a.log --usage u - && \"$QUOTA_AUDIT\" report --out two u",
      in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(try scratch.report("two")["inputs"].elements[0]["format"] == .string("extended"))
    #expect(try scratch.data("two/report.json") == scratch.data("out/report.json"))
  }

  @Test(arguments: [
    ("not-found", "\"a.gz\" does not exist; name a file, a directory, or - for standard input"),
    ("no-files", "\"a.gz\" holds no files; names that start with a dot are skipped"),
    (
      "denied",
      "\"a.gz\" cannot be read: Permission denied; run as a user who may read it"
    ),
    ("unreadable", "\"a.gz\" cannot be read: Input/output error"),
  ])
  func filesThatCannotBeReadElsewhere(_ cause: String, _ sentence: String) throws {
    let scratch = try Scratch()
    let scanned = try Program.run(
      ["scan", "--quiet", "--name", "a.gz", "--missing", cause, "--usage", "u", "-"],
      in: scratch.path, input: Data(Line.calls(3).utf8))
    #expect(scanned.ending == .exit(2))
    #expect(scanned.errorText == "quota-audit: incomplete: \(sentence)\n")
    let reported = try Program.run(["report", "--out", "out", "u"], in: scratch.path)
    #expect(reported.ending == .exit(2))
    #expect(try scratch.report()["status"]["reasons"].elements == [.string(sentence)])
    #expect(try scratch.report()["totals"]["records"].integer == 0)
  }

  /// Standard input of which something was read is no file to be read from its start.
  @Test func whatWasReadBeforeIsNotReadAgain() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(3))
    let outcome = try Program.shell(
      "{ read -r line; \"$QUOTA_AUDIT\" scan --name a.log --usage u -; } < a.log", in: scratch.path)
    #expect(outcome.outputText.hasPrefix("1 input, 2 lines, 2 records"), "\(outcome.outputText)")
  }

  /// A manifest of usage is that of the audit, so the audit proves it.
  @Test func manifestsOfUsageAreVerified() throws {
    let scratch = try Scratch()
    try scratch.write("logs/a.log", Line.violation + Line.calls(20))
    try scratch.write("logs/b.log", Line.calls(5))
    let options = ["--manifest", "--output", "json,html", "--time-zone", "Europe/Berlin"]
    let scan = ["--max-malformed", "3"]
    _ = try Program.run(["--out", "out"] + options + scan + ["logs"], in: scratch.path)
    for name in ["a", "b"] {
      _ = try Program.shell(
        "\"$QUOTA_AUDIT\" scan --max-malformed 3 --name \"$1\" --usage \"$2\" - < \"$1\"",
        ["logs/\(name).log", name], in: scratch.path)
    }
    let reported = try Program.run(
      ["report", "--out", "two"] + options + ["a", "b"], in: scratch.path)
    #expect(reported.ending == .exit(1), "\(reported.errorText)")
    _ = try Program.run(["report", "--partial", "j", "a", "b"], in: scratch.path)
    _ = try Program.run(["combine", "--out", "three"] + options + ["j"], in: scratch.path)
    for folder in ["two", "three"] {
      #expect(
        try scratch.text(folder + "/manifest.json") == scratch.text("out/manifest.json"),
        "\(folder)")
      let verified = try Program.run(["verify", folder], in: scratch.path)
      #expect(verified.ending == .exit(0), "\(verified.errorText)")
    }
    _ = try Program.run(["scan", "--usage", "c", "logs/a.log"], in: scratch.path)
    let mixed = try Program.run(["report", "--manifest", "b", "c"], in: scratch.path)
    #expect(mixed.ending == .exit(64))
    #expect(mixed.errorText.contains("the logs were scanned with different --format or"))
  }
}

import LimitCatalog
import Testing

/// Refusals that many values share, and what a sentence never repeats.
@Suite struct PolicyRefusalTests {
  /// All that is no integer from 1, at all the quotas there are.
  @Test(
    arguments: [
      "0", "00", "-1", "+1", "1.0", "1e3", "0x10", "1_000", "1,0", "'10'", "\"10\"", "ten", "~", "",
      "1000000000000000000", "[1]", "{a: 1}", "true", "\u{0661}", ".inf", "|\n      10",
    ],
    [
      "learn: {calls_per_day: @}", "learn: {sites: @}", "learn: {retry_episode: @}",
      "groups: {g: {calls_per_day: @}}", "groups: {g: {sites: @}}",
      "knewton: {requests_per_second: @}", "knewton: {retry_episode: @}",
      "knewton: {endpoints: {account-get: @}}", "knewton: {entities: {taxonomy-depth: @}}",
      "knewton: {endpoints: {goal-assign-batch: {assign: @}}}", "warn_at: @",
      "learn: {rejected_statuses: [@]}",
    ])
  func quotas(_ value: String, _ pattern: String) {
    let text = pattern.replacing("@", with: value)
    // An empty item is an empty list, which is allowed: no status is a refusal.
    if value.isEmpty, pattern.contains("[@]") { return }
    #expect(PolicyErrorTests.sentence(text) != nil, "\(text)")
  }

  @Test func quotaLimits() throws {
    let largest = "999999999999999999"
    #expect(try policy("learn: {sites: \(largest)}").learn.sites == 999_999_999_999_999_999)
    #expect(try policy("learn: {sites: 000000000000000001}").learn.sites == 1)
    #expect(
      PolicyErrorTests.sentence("learn: {sites: 0}")
        == "line 1, column 16: `learn.sites` must be an integer from 1, of at most 18 digits, "
        + "not `0`")
    #expect(try policy("warn_at: 1").warnAtPercent == 1)
    #expect(try policy("warn_at: 100").warnAtPercent == 100)
    #expect(
      PolicyErrorTests.sentence("warn_at: 101")
        == "line 1, column 10: `warn_at` must be an integer from 1 to 100, not `101`")
    for text in ["max_malformed: 101", "max_malformed: '1'", "max_malformed: -1"] {
      #expect(
        PolicyErrorTests.sentence(text)?.contains(
          "`max_malformed` must be a percentage from 0 to 100, such as 0.5, not ") == true)
    }
  }

  @Test(arguments: [
    (
      "groups:\n  a: {applications: [x,\n    y]}\n  b: {applications: [y]}\n",
      "line 4, column 22: application `y` is listed in group `b` and in group `a` (line 3); "
        + "an application belongs to one group"
    ),
    (
      "groups:\n  a: {production: true, applications: [x]}\n"
        + "  b: {production: true, applications: [x]}\n",
      "line 3, column 40: application `x` is listed in group `b` and in group `a` (line 2); "
        + "an application belongs to one group"
    ),
    (
      "warn_at: 5\nlearn: {sites: 5}\nwarn_at: 6\n",
      "line 1, column 1: key `warn_at` is given more than once in one mapping, first here"
    ),
    (
      "groups: {a: {}, b: {}, a: {}}",
      "line 1, column 10: key `a` is given more than once in one mapping, first here"
    ),
  ])
  func duplicates(_ text: String, _ expected: String) {
    #expect(PolicyErrorTests.sentence(text) == expected)
  }

  @Test(arguments: [
    "{\"a\": 1, \"a\": 2}", "groups: {1: {}, \"1\": {}}", "groups: {true: {}, 'true': {}}",
    "fields: {a: time, a: time}",
  ])
  func keysAreEqualByText(_ text: String) {
    #expect(PolicyErrorTests.sentence(text)?.contains("given more than once") == true)
  }

  @Test(arguments: [
    ("learn:\n  sites: [1", 3), ("learn:\n\tsites: 1", 2), ("a: b: c", 1), ("\"", 1), ("}", 1),
    ("learn:\n  sites: 1\n lens: utc", 3), ("warn_at: 5\n---\nwarn_at: 6\n", 2), ("a: @", 1),
    ("learn: {}\nwarn_at: \u{0}\n", 2), ("%YAML 9.9\n---\n{}", 1), ("warn_at: *nobody", 1),
    ("!<", 1), ("warn_at: 5\n\u{1}", 2),
  ])
  func syntax(_ text: String, _ line: Int) throws {
    #expect(throws: PolicyError.self) { _ = try policy(text) }
    do {
      _ = try policy(text)
    } catch let error as PolicyError {
      #expect(error.line == line || error.line == line + 1, "\(error.sentence)")
      #expect(error.sentence.contains("not valid YAML: "), "\(error.sentence)")
      #expect(error.column >= 1)
    }
  }

  @Test func tokensAreMasked() {
    let secrets = [
      "learn: {lens: 'Bearer s3cret.t0ken-1'}", "'?access_token=s3cret.t0ken-1&a=b': 5",
      "groups: {g: {production: 'token=s3cret.t0ken-1'}}",
      "groups: {'bearer  s3cret.t0ken-1': {sites: none}}",
      "fields: {'a.b': 'x&token=s3cret.t0ken-1'}",
      "groups: {a: {applications: ['Bearer s3cret.t0ken-1']}, "
        + "b: {applications: ['Bearer s3cret.t0ken-1']}}",
      "{'token=s3cret.t0ken-1': 1, 'token=s3cret.t0ken-1': 2}",
      "x: *s3cret.t0ken-1 Bearer", "x: Bearer s3cret.t0ken-1: y",
    ]
    for text in secrets {
      let sentence = PolicyErrorTests.sentence(text)
      #expect(sentence != nil)
      #expect(sentence?.contains("s3cret.t0ken") == false, "\(sentence ?? "")")
    }
  }

  @Test func quotedTextsAreShortAndHarmless() {
    let long = PolicyErrorTests.sentence("learn: {lens: \(String(repeating: "y", count: 500))}")
    #expect(long?.contains(String(repeating: "y", count: 60) + "…`") == true)
    #expect(long?.contains(String(repeating: "y", count: 61)) == false)
    let escapes = PolicyErrorTests.sentence("learn: {lens: \"a\\u001b[31m\\u202Eb\\nc\"}")
    #expect(escapes?.contains("`a\\u{1b}[31m\\u{202e}b\\u{a}c`") == true)
  }
}

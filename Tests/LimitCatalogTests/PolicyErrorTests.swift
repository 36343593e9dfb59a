import LimitCatalog
import Testing

/// Every refusal by its sentence.
@Suite struct PolicyErrorTests {
  static func sentence(_ text: String) -> String? {
    do {
      _ = try policy(text)
      return nil
    } catch let error as PolicyError {
      return error.sentence
    } catch {
      return "another error"
    }
  }

  @Test(arguments: [
    (
      "warn_at: 80\nlearn:\n  calls_per_dai: 5\n",
      "line 3, column 3: unknown key `calls_per_dai` in `learn`; did you mean `calls_per_day`?"
    ),
    (
      "Warn-At: 80",
      "line 1, column 1: unknown key `Warn-At` at the top level; did you mean `warn_at`?"
    ),
    (
      "quota: 80",
      "line 1, column 1: unknown key `quota` at the top level; expected one of `warn_at`, "
        + "`timestamp`, `max_malformed`, `learn`, `groups`, `knewton`, `fields`"
    ),
    (
      "groups: {acme: {site: 5}}",
      "line 1, column 17: unknown key `site` in `groups.acme`; did you mean `sites`?"
    ),
    (
      "knewton: {host: [a]}",
      "line 1, column 11: unknown key `host` in `knewton`; did you mean `hosts`?"
    ),
    (
      "knewton: {endpoints: {acount-get: 5}}",
      "line 1, column 23: unknown key `acount-get` in `knewton.endpoints`; "
        + "did you mean `account-get`?"
    ),
    (
      "knewton: {endpoints: {goal-assign-batch: {asign: 5}}}",
      "line 1, column 43: unknown key `asign` in `knewton.endpoints.goal-assign-batch`; "
        + "did you mean `assign`?"
    ),
    (
      "knewton: {entities: {event-per-batch: 5}}",
      "line 1, column 22: unknown key `event-per-batch` in `knewton.entities`; "
        + "did you mean `events-per-batch`?"
    ),
    (
      "learn: {<<: {sites: 5}}",
      "line 1, column 9: unknown key `<<` in `learn`; expected one of `calls_per_day`, `sites`, "
        + "`lens`, `partition`, `path_prefix`, `exclude_paths`, `rejected_statuses`, "
        + "`retry_episode`"
    ),
  ])
  func unknownKeys(_ text: String, _ expected: String) {
    #expect(PolicyErrorTests.sentence(text) == expected)
  }

  @Test(arguments: [
    (
      "learn: {lens: heder}",
      "line 1, column 15: `learn.lens` cannot be `heder`; did you mean `header`?"
    ),
    (
      "learn: {lens: fixed}",
      "line 1, column 15: `learn.lens` cannot be `fixed`; expected one of `utc`, `header`, "
        + "`anchored`, `rolling`"
    ),
    (
      "learn: {partition: group-site}",
      "line 1, column 20: `learn.partition` cannot be `group-site`; did you mean `group+site`?"
    ),
    (
      "timestamp: completed",
      "line 1, column 12: `timestamp` cannot be `completed`; did you mean `completion`?"
    ),
    (
      "fields: {a.b: retry-after}",
      "line 1, column 15: `fields.a.b` cannot be `retry-after`; did you mean `retry_after`?"
    ),
    (
      "fields: {a.b: nothing-like-it}",
      "line 1, column 15: `fields.a.b` cannot be `nothing-like-it`; expected one of `time`, "
        + "`status`, `client`, `host`, `token`, `group`, `app`, `retry_after`"
    ),
  ])
  func unknownNames(_ text: String, _ expected: String) {
    #expect(PolicyErrorTests.sentence(text) == expected)
  }

  @Test(arguments: [
    ("[a]", "line 1, column 1: the policy must be keys with values, not a list"),
    ("text", "line 1, column 1: the policy must be keys with values, not `text`"),
    ("learn: 5", "line 1, column 8: `learn` must be keys with values, not `5`"),
    ("learn: [5]", "line 1, column 8: `learn` must be keys with values, not a list"),
    ("groups: {a: 5}", "line 1, column 13: `groups.a` must be keys with values, not `5`"),
    (
      "knewton: {hosts: h}",
      "line 1, column 18: `knewton.hosts` must be a list, such as [a, b], not `h`"
    ),
    (
      "knewton: {hosts: }",
      "line 1, column 18: `knewton.hosts` must be a list, such as [a, b], not empty"
    ),
    (
      "knewton: {hosts: [[]]}", "line 1, column 19: `knewton.hosts` must be a host name, not a list"
    ),
    ("knewton: {hosts: ['']}", "line 1, column 19: `knewton.hosts` must be a host name, not ``"),
    (
      "knewton: {base_paths: [v0]}",
      "line 1, column 24: `knewton.base_paths` must be a path that starts with `/`, not `v0`"
    ),
    (
      "learn: {path_prefix: learn}",
      "line 1, column 22: `learn.path_prefix` must be a path that starts with `/`, not `learn`"
    ),
    (
      "learn: {exclude_paths: [~]}",
      "line 1, column 25: `learn.exclude_paths` must be a path that starts with `/`, not empty"
    ),
    (
      "learn: {rejected_statuses: [99]}",
      "line 1, column 29: `learn.rejected_statuses` must be an integer from 100 to 999, not `99`"
    ),
    (
      "groups: {g: {applications: [{}]}}",
      "line 1, column 29: `groups.g.applications` must be a text, not keys with values"
    ),
    (
      "groups: {g: {production: yes}}",
      "line 1, column 26: `groups.g.production` must be true or false, not `yes`"
    ),
    (
      "groups: {g: {production: 'true'}}",
      "line 1, column 26: `groups.g.production` must be true or false, not `true`"
    ),
    (
      "groups: {g: {contact: [a]}}",
      "line 1, column 23: `groups.g.contact` must be a text, not a list"
    ),
    (
      "groups:\n  \"-\": {}",
      "line 2, column 3: `groups` must be named by the groups' names, not `-`"
    ),
    (
      "knewton: {endpoints: {goal-assign-batch: 10}}",
      "line 1, column 42: `knewton.endpoints.goal-assign-batch` must be two quotas, such as "
        + "{assign: 10, unassign: 100}, not `10`"
    ),
    (
      "knewton: {endpoints: {account-get: {assign: 10}}}",
      "line 1, column 36: `knewton.endpoints.account-get` must be an integer from 1, of at most "
        + "18 digits, not keys with values"
    ),
    (
      "? [a]\n: b",
      "line 1, column 3: a key at the top level is a list or a mapping; keys are texts"
    ),
    (
      "learn:\n  ? {a: b}\n  : c",
      "line 2, column 5: a key in `learn` is a list or a mapping; keys are texts"
    ),
  ])
  func wrongTypes(_ text: String, _ expected: String) {
    #expect(PolicyErrorTests.sentence(text) == expected)
  }

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

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
        + "`timestamp`, `max_malformed`, `learn`, `groups`, `knewton`, `fields`, `waivers`"
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
}

extension HistorySchema {
  private static func time(_ column: String, as name: String) -> String {
    "strftime('%Y-%m-%dT%H:%M:%fZ', \(column) / 1000.0, 'unixepoch') AS \(name)"
  }

  private static let counts =
    "attempted, rejected, ok, redirected, client_errors, server_errors"

  /// A breakdown with dates and names for numbers; `columns` are those that name a name.
  private static func days(_ table: String, _ columns: [String]) -> String {
    let names = columns.map { "\($0)_names.name AS \"\($0)\"" }.joined(separator: ", ")
    let joins = columns.map { "JOIN names AS \($0)_names ON \($0)_names.id = \($0)_id" }
    return """
      CREATE VIEW \(table)_text AS
      SELECT date(day * 86400, 'unixepoch') AS day, \(names), \(counts)
      FROM \(table) \(joins.joined(separator: " "));
      """
  }

  /// Views of version 1: what tables hold as numbers, readable.
  static let views = """
    CREATE VIEW runs_text AS
    SELECT id AS run, tool || ' ' || version AS tool, policy, policy_sha256,
    \(time("first_ms", as: "first")), \(time("last_ms", as: "last")),
    CASE complete WHEN 1 THEN 'complete' ELSE 'incomplete' END AS status, records, calls, refused
    FROM runs;

    CREATE VIEW inputs_text AS
    SELECT id, run, path, bytes, sha256, content_bytes, PRINTF('%08x', crc32) AS crc32, lines,
    \(time("first_ms", as: "first")), \(time("last_ms", as: "last")), continues
    FROM inputs;

    \(days("group_days", ["group"]))
    \(days("application_days", ["group", "application"]))
    \(days("site_days", ["group", "site"]))
    \(days("endpoint_days", ["service", "endpoint"]))

    CREATE VIEW sites_text AS
    SELECT group_names.name AS "group", site_names.name AS site,
    \(time("first_ms", as: "first")), \(time("last_ms", as: "last"))
    FROM sites JOIN names AS group_names ON group_names.id = group_id
    JOIN names AS site_names ON site_names.id = site_id;

    CREATE VIEW findings_text AS
    SELECT run, position, id, rule, severity, certainty,
    (SELECT group_concat(key || '=' || CAST(value AS TEXT), ' ') FROM finding_subjects AS parts
    WHERE parts.run = findings.run AND parts.position = findings.position) AS subject,
    measured, quota, occurrences, message,
    \(time("window_start_ms", as: "window_start")), \(time("window_end_ms", as: "window_end")), lens
    FROM findings;
    """
}

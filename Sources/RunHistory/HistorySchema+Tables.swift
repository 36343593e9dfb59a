extension HistorySchema {
  /// The six numbers of a breakdown's row. SQLite keeps 64 bits; 2^53 is what readers of JSON can tell apart.
  private static let counts = """
    attempted INTEGER NOT NULL CHECK (attempted BETWEEN 0 AND 9007199254740992),
    rejected INTEGER NOT NULL CHECK (rejected BETWEEN 0 AND 9007199254740992),
    ok INTEGER NOT NULL CHECK (ok BETWEEN 0 AND 9007199254740992),
    redirected INTEGER NOT NULL CHECK (redirected BETWEEN 0 AND 9007199254740992),
    client_errors INTEGER NOT NULL CHECK (client_errors BETWEEN 0 AND 9007199254740992),
    server_errors INTEGER NOT NULL CHECK (server_errors BETWEEN 0 AND 9007199254740992)
    """

  /// Days of the years 0000 to 9999, which are all that can be printed.
  private static let day = "day INTEGER NOT NULL CHECK (day BETWEEN -719528 AND 2932896)"

  private static func name(_ column: String) -> String {
    "\(column) ANY NOT NULL CHECK (typeof(\(column)) IN ('text', 'blob'))"
  }

  /// Tables of version 1.
  static let tables = """
    CREATE TABLE runs (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    tool TEXT NOT NULL,
    version TEXT NOT NULL,
    policy ANY CHECK (typeof(policy) IN ('null', 'text', 'blob')),
    policy_sha256 TEXT,
    first_ms INTEGER,
    last_ms INTEGER CHECK ((first_ms IS NULL) = (last_ms IS NULL) AND last_ms >= first_ms),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0),
    calls INTEGER NOT NULL CHECK (calls >= 0),
    refused INTEGER NOT NULL CHECK (refused >= 0),
    inputs_sha256 TEXT NOT NULL DEFAULT '',
    findings_sha256 TEXT DEFAULT ''
    ) STRICT;

    CREATE TABLE inputs (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    run INTEGER NOT NULL REFERENCES runs,
    \(name("path")),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL,
    content_bytes INTEGER NOT NULL CHECK (content_bytes >= 0),
    crc32 INTEGER NOT NULL CHECK (crc32 BETWEEN 0 AND 4294967295),
    lines INTEGER NOT NULL CHECK (lines >= 0),
    first_ms INTEGER,
    last_ms INTEGER CHECK ((first_ms IS NULL) = (last_ms IS NULL) AND last_ms >= first_ms),
    continues INTEGER REFERENCES inputs,
    UNIQUE (content_bytes, crc32)
    ) STRICT;
    CREATE INDEX inputs_by_run ON inputs (run);
    CREATE INDEX inputs_by_path ON inputs (path);
    CREATE INDEX inputs_by_end ON inputs (last_ms);

    CREATE TABLE input_samples (
    input INTEGER PRIMARY KEY REFERENCES inputs,
    sha256 TEXT NOT NULL,
    samples BLOB NOT NULL
    ) STRICT;

    CREATE TABLE names (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    \(name("name")) UNIQUE
    ) STRICT;

    CREATE TABLE group_days (
    \(day),
    group_id INTEGER NOT NULL REFERENCES names,
    \(counts),
    PRIMARY KEY (day, group_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE application_days (
    \(day),
    group_id INTEGER NOT NULL REFERENCES names,
    application_id INTEGER NOT NULL REFERENCES names,
    \(counts),
    PRIMARY KEY (day, group_id, application_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE site_days (
    \(day),
    group_id INTEGER NOT NULL REFERENCES names,
    site_id INTEGER NOT NULL REFERENCES names,
    \(counts),
    PRIMARY KEY (day, group_id, site_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE endpoint_days (
    \(day),
    service_id INTEGER NOT NULL REFERENCES names,
    endpoint_id INTEGER NOT NULL REFERENCES names,
    \(counts),
    PRIMARY KEY (day, service_id, endpoint_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE run_totals (
    run INTEGER NOT NULL REFERENCES runs,
    breakdown TEXT NOT NULL,
    \(counts),
    PRIMARY KEY (run, breakdown)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pruned (
    id INTEGER PRIMARY KEY,
    before_day INTEGER NOT NULL,
    breakdown TEXT NOT NULL,
    \(counts)
    ) STRICT;

    CREATE TABLE sites (
    group_id INTEGER NOT NULL REFERENCES names,
    site_id INTEGER NOT NULL REFERENCES names,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    PRIMARY KEY (group_id, site_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE findings (
    run INTEGER NOT NULL REFERENCES runs,
    position INTEGER NOT NULL CHECK (position > 0),
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    certainty TEXT,
    measured INTEGER NOT NULL,
    quota INTEGER NOT NULL,
    occurrences INTEGER NOT NULL,
    \(name("message")),
    window_start_ms INTEGER,
    window_end_ms INTEGER,
    lens TEXT,
    PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX findings_by_id ON findings (id);

    CREATE TABLE finding_subjects (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part INTEGER NOT NULL CHECK (part > 0),
    key TEXT NOT NULL,
    \(name("value")),
    PRIMARY KEY (run, position, part),
    FOREIGN KEY (run, position) REFERENCES findings
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE usage (
    run INTEGER PRIMARY KEY REFERENCES runs,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL
    ) STRICT;
    """
}

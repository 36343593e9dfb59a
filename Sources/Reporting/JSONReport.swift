internal import Bytes
public import Findings

/// `report.json`, schema `quota-audit/report/1` (SPEC section 7).
///
/// UTF-8, keys sorted, two-space indentation, a line feed at the end. Times are
/// `2026-11-20T13:05:00Z`, with `.123` only when the milliseconds are not zero. No field depends on
/// the clock, the machine, the number of workers or the order of the inputs. All numbers are integers.
///
/// ```
/// schema      "quota-audit/report/1"
/// tool        {name, version}
/// policy      {name, sha256} or null
/// status      {complete, reasons [text]}
/// period      {first, last}, null without records
/// inputs      [{path, bytes, sha256, format, members, content_bytes, content_crc32, lines, records,
///               blank, notes, bad_fields, malformed {reason: count},
///               first_malformed [{line, column, reason}], first, last,
///               damage {kind, member, offset, dropped_bytes} or null, duplicate_of or null}]
/// totals      {lines, records, blank, malformed, notes, bad_fields, learn, knewton, other, excluded,
///               unattributed, rejected, delayed, soft_limited, install_refused, missing_inputs,
///               pairs P, triples P}           P = {count, attempted, rejected, delayed, soft_limited}
/// groups      [{group, production, quota, quota_source, attempted, rejected, accepted, first, last,
///               statuses {"200": n}, lens, verdict, certainty, alignments_over, alignments, peak W,
///               windows_over [W], lenses {utc, header, anchored, rolling: W or null},
///               applications [{app, attempted, rejected}],
///               sites {quota, registered, over_quota [site],
///                      list [{site, first, last, attempted, over_quota}]},
///               header {quotas_seen [n], unstable,
///                       windows [{start, end, remaining_max, remaining_min, accepted, unlogged}]},
///               retries {episodes, worst, retry_after_ignored}}]
///                                             W = {start, end, requests, accepted, partial}
/// pairs       [{client, uri, attempted, rejected, delayed, soft_limited, verdict, certainty,
///               alignments_over, alignments, peak {start, requests}, rolling {start, requests},
///               windows_over n, delay_ms D}]
/// triples     [{token, uri, endpoint, quota, ... as pairs ..., retries {episodes, worst}}]
/// endpoints   [{service, endpoint, attempted, rejected, delayed, soft_limited, delay_ms D}]
///                                             D = {p50, p95, p99, max} or null
/// entities    [{id, limit, level, how, status, findings n, largest or null, needs or null}]
/// findings    [{rule, severity, certainty, subject {...}, measured, limit, occurrences, first, last,
///               window {start, end, lens} or null, alignments_over, alignments,
///               witness {input, line} or null, message, id}]
/// coverage    {hours [{hour, records}], gaps [{start, end}]}
/// extra       {formats [{format, notes [text]}],               where there is something to note
///              observability [{id, service, status, reason, missing [field]}],
///              history (JSONReport+History.swift), partner_view {kind, name},
///              privacy {key_id, level}, signals [{field, service, requests, of}],
///              waived [{id, owner, reason, expires}],
///              waivers [{expired, expires, findings, id or rule, owner, reason, subject}]}
///                                             only what an option or the policy asked for
/// ```
///
/// The group `-` is not judged: its quota, quota_source, verdict, certainty, alignments_over,
/// alignments and sites.quota are null.
public enum JSONReport {
  /// The schema's name; a reader that knows another one must not guess.
  public static let schema = "quota-audit/report/1"

  /// The whole report; O(output).
  public static func render(_ report: AuditReport) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 16)
    writer.object { writer in
      writer.field("coverage", report.coverage) { $0.coverage($1) }
      writer.rows("endpoints", report.endpoints) { $0.endpoint($1) }
      writer.rows("entities", report.entities) { $0.entity($1) }
      if report.hasExtra {
        writer.key("extra")
        writer.object { $0.extra(report) }
      }
      writer.rows("findings", report.findings) { $0.finding($1) }
      writer.rows("groups", report.groups) { $0.group($1) }
      writer.rows("inputs", report.inputs) { $0.input($1) }
      writer.rows("pairs", report.pairs) { $0.pair($1) }
      writer.field("period", report.period) { writer, period in
        writer.field("first", period.first)
        writer.field("last", period.last)
      }
      writer.field("policy", report.policy) { writer, policy in
        writer.field("name", policy.name)
        writer.field("sha256", policy.sha256)
      }
      writer.field("schema", schema)
      writer.field("status", report.status) { writer, status in
        writer.field("complete", status.complete)
        writer.key("reasons")
        writer.list(status.reasons) { $0.value($1) }
      }
      writer.field("tool", report.tool) { writer, tool in
        writer.field("name", tool.name)
        writer.field("version", tool.version)
      }
      writer.field("totals", report.totals) { $0.totals($1) }
      writer.rows("triples", report.triples) { $0.triple($1) }
    }
    return writer.finish()
  }
}

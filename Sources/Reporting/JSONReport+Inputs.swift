internal import Bytes
internal import Findings

extension JSONWriter {
  /// Entries of a row of `inputs`.
  mutating func input(_ input: InputReport) {
    field("bad_fields", input.badFields)
    field("blank", input.blank)
    field("bytes", input.bytes)
    field("content_bytes", input.contentBytes)
    let crc = String(input.contentCRC32, radix: 16)
    field("content_crc32", String(repeating: "0", count: 8 - crc.utf8.count) + crc)
    field("damage", input.damage) { writer, damage in
      writer.field("dropped_bytes", damage.droppedBytes)
      writer.field("kind", damage.kind)
      writer.field("member", damage.member)
      writer.field("offset", damage.offset)
    }
    field("duplicate_of", input.duplicateOf)
    field("first", input.period?.first)
    rows("first_malformed", input.firstMalformed) { writer, line in
      writer.field("column", line.column)
      writer.field("line", line.line)
      writer.field("reason", line.reason)
    }
    field("format", input.format)
    field("last", input.period?.last)
    field("lines", input.lines)
    counts("malformed", input.malformed)
    field("members", input.members)
    field("notes", input.notes)
    field("path", input.path)
    field("records", input.records)
    field("sha256", input.sha256)
  }

  /// Entries of `totals`.
  mutating func totals(_ totals: Totals) {
    field("bad_fields", totals.badFields)
    field("blank", totals.blank)
    field("delayed", totals.delayed)
    field("excluded", totals.excluded)
    field("install_refused", totals.installRefused)
    field("knewton", totals.knewton)
    field("learn", totals.learn)
    field("lines", totals.lines)
    field("malformed", totals.malformed)
    field("missing_inputs", totals.missingInputs)
    field("notes", totals.notes)
    field("other", totals.other)
    field("pairs", totals.pairs) { $0.partitionTotals($1) }
    field("records", totals.records)
    field("rejected", totals.rejected)
    field("soft_limited", totals.softLimited)
    field("triples", totals.triples) { $0.partitionTotals($1) }
    field("unattributed", totals.unattributed)
  }

  private mutating func partitionTotals(_ totals: PartitionTotals) {
    field("attempted", totals.attempted)
    field("count", totals.count)
    field("delayed", totals.delayed)
    field("rejected", totals.rejected)
    field("soft_limited", totals.softLimited)
  }

  /// Entries of `coverage`.
  mutating func coverage(_ coverage: Coverage) {
    rows("gaps", coverage.gaps) { writer, gap in
      writer.field("end", gap.end)
      writer.field("start", gap.start)
    }
    rows("hours", coverage.hours) { writer, hour in
      writer.field("hour", hour.hour)
      writer.field("records", hour.records)
    }
  }
}

internal import Bytes
internal import Findings

extension JSONWriter {
  /// Entries of a row of `entities`.
  mutating func entity(_ entity: EntityReport) {
    field("findings", entity.findings)
    field("how", entity.how)
    field("id", entity.id)
    field("largest", entity.largest)
    field("level", entity.level)
    field("limit", entity.limit)
    field("needs", entity.needs)
    field("status", entity.status)
  }

  /// Entries of a row of `findings` (SPEC section 6).
  mutating func finding(_ finding: Finding) {
    field("alignments", finding.alignments)
    field("alignments_over", finding.alignmentsOver)
    field("certainty", finding.certainty?.rawValue)
    field("first", finding.first)
    field("id", finding.id)
    field("last", finding.last)
    field("limit", finding.limit)
    field("measured", finding.measured)
    field("message", finding.message)
    field("occurrences", finding.occurrences)
    field("rule", finding.rule)
    field("severity", finding.severity.name)
    field("subject", finding.subject) { writer, subject in
      for part in subject.sorted(by: { $0.key < $1.key }) { writer.field(part.key, part.value) }
    }
    field("window", finding.window) { writer, window in
      writer.field("end", window.end)
      writer.field("lens", window.lens)
      writer.field("start", window.start)
    }
    field("witness", finding.witness) { writer, witness in
      writer.field("input", witness.input)
      writer.field("line", witness.line)
    }
  }
}

internal import Bytes
internal import Findings

extension Section {
  /// Every input, what became of its lines, and what was skipped.
  static func inputs(_ report: AuditReport) -> Section {
    let totals = report.totals
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Of " + Numbers.counted(totals.lines, "line") + " "
            + Numbers.counted(totals.records, "is a record", plural: "are records") + ", "
            + Numbers.grouped(totals.blank) + " blank, "
            + Numbers.counted(totals.notes, "note") + " and "
            + Numbers.grouped(totals.malformed) + " malformed. "
            + Numbers.counted(totals.badFields, "field")
            + (totals.badFields == 1 ? " was" : " were") + " there but unusable. Of the records "
            + Numbers.grouped(totals.learn) + " are Learn, " + Numbers.grouped(totals.knewton)
            + " Knewton, " + Numbers.grouped(totals.other) + " neither (counted, not judged) and "
            + Numbers.grouped(totals.excluded) + " excluded by the policy.")
      ])
    ]
    if totals.missingInputs > 0 {
      blocks.append(
        .paragraph([
          .label("Missing", .bad),
          .words(
            Numbers.counted(totals.missingInputs, "input")
              + " could not be read at all; the reasons stand at the top."),
        ]))
    }
    if report.inputs.isEmpty {
      blocks.append(.paragraph([.words("No input was read.")]))
    } else {
      blocks.append(.table(inputTable(report.inputs)))
    }
    let repeated = report.repeatedInputs
    if !repeated.isEmpty {
      blocks.append(
        .paragraph([
          .label("Same content", .warn),
          .words(
            Numbers.counted(repeated.count, "input is", plural: "inputs are")
              + " the same as another, by SHA-256, and counted nevertheless: only undamaged files with "
              + "at least 4,096 bytes of content are taken for duplicates."),
        ]))
      blocks.append(.table(repeatedTable(repeated)))
    }
    if !report.formatNotes.isEmpty { blocks.append(.table(notesTable(report.formatNotes))) }
    let reasons = report.inputs.flatMap { input in
      input.malformed.sorted { $0.key < $1.key }.map { (input, $0.key, $0.value) }
    }
    if !reasons.isEmpty { blocks.append(.table(malformedTable(reasons))) }
    if !report.inputs.isEmpty { blocks.append(.table(checksums(report.inputs))) }
    return Section(id: "inputs", title: "Inputs and what was skipped", blocks: blocks)
  }

  private static func inputTable(_ inputs: [InputReport]) -> Table {
    Table(
      "Inputs",
      [
        .text("Input"), .text("Condition"), .text("Format").secondary, .number("Lines"),
        .number("Records"),
        .number("Blank").secondary, .number("Notes").secondary, .number("Malformed"),
        .number("Unusable fields"),
        .text("Records from – to"),
      ], inputs, noun: "input"
    ) { input in
      [
        [.name(input.path)], condition(input), [.name(ByteString(input.format))],
        [.number(input.lines)],
        [.number(input.records)], [.number(input.blank)], [.number(input.notes)],
        [.number(input.malformedLines)], [.number(input.badFields)],
        input.period.map { [.span($0.first, $0.last)] } ?? [.words("no records")],
      ]
    }
  }

  private static func repeatedTable(_ inputs: [RepeatedInput]) -> Table {
    Table(
      "Inputs with the same content that count",
      [.text("Input"), .text("Same as"), .number("Lines counted again")], inputs, noun: "input"
    ) { [[.name($0.path)], [.name($0.original)], [.number($0.lines)]] }
  }

  private static func notesTable(_ notes: [FormatNotes]) -> Table {
    let rows = notes.flatMap { format in format.notes.map { (format.format, $0) } }
    return Table(
      "Notes on formats", [.text("Format"), .text("Note")], rows, noun: "note", isCounted: false
    ) { format, note in [[.name(ByteString(format))], [.prose(note)]] }
  }

  private static func condition(_ input: InputReport) -> Cell {
    if let damage = input.damage {
      return [
        .label("Damaged", .bad),
        .words(
          damage.kind + " at byte " + Numbers.grouped(damage.offset) + ", gzip member "
            + Numbers.grouped(damage.member) + "; the rest was not read, "
            + Numbers.grouped(damage.droppedBytes) + " bytes of an unfinished line were dropped"),
      ]
    }
    if let original = input.duplicateOf {
      return [.label("Duplicate", .warn), .words("not counted; repeats"), .name(original)]
    }
    return [.label("Read whole", .good)]
  }

  private static func malformedTable(_ reasons: [(InputReport, String, Int)]) -> Table {
    Table(
      "Malformed lines",
      [.text("Input"), .text("Reason"), .number("Lines"), .text("First places (line:column)")],
      reasons, noun: "row"
    ) { input, reason, count in
      let places = input.firstMalformed.filter { $0.reason == reason }
      let shown = places.map { "\($0.line):\($0.column)" }.joined(separator: ", ")
      // Only the first 20 of a file are known, whatever their reason.
      let all = places.count == count ? "" : places.isEmpty ? "further down" : ", …"
      return [[.name(input.path)], [.words(reason)], [.number(count)], [.words(shown + all)]]
    }
  }

  private static func checksums(_ inputs: [InputReport]) -> Table {
    Table(
      "Checksums",
      [
        .text("Input"), .number("Bytes"), .text("SHA-256 of the file"), .number("Gzip members"),
        .number("Content bytes"), .text("Content CRC-32"),
      ], inputs, noun: "input"
    ) { input in
      let crc = String(input.contentCRC32, radix: 16)
      return [
        [.name(input.path)], [.words(Numbers.grouped(input.bytes))],
        [.name(ByteString(input.sha256))], [.number(input.members)],
        [.words(Numbers.grouped(input.contentBytes))],
        [.name(ByteString(String(repeating: "0", count: 8 - crc.utf8.count) + crc))],
      ]
    }
  }
}

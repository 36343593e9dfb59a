internal import Bytes

/// Lines of labels and values, tabs between them (ltsv.org).
///
/// ```
/// line  = [piece *( TAB piece )]
/// piece = label ":" value
/// label = 1*( letter / digit / "_" / "." / "-" )
/// ```
///
/// A label twice: the last. A piece without label is one bad field; a line of such pieces alone is
/// none. The labels are those that ltsv.org proposes, then the canonical names that mean nothing
/// else there, then HTTP headers, also as nginx names their variables. `\xHH`, which nginx and
/// Apache write for bytes that would break the line, is undone.
enum LabelledLine {
  /// Splits the line in `start..<end`; the position where it is none, or nil.
  static func read(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) -> Int? {
    var position = start
    var hasLabel = false
    while position <= end {
      let pieceEnd = WordScan.first(0x09, in: bytes, position, end)
      let labelEnd = labelEnd(bytes, position, pieceEnd)
      if labelEnd > position, labelEnd < pieceEnd, bytes[labelEnd] == 0x3A {
        hasLabel = true
        if let label = labels.value(parent: 0, bytes, position, labelEnd &- position) {
          set(label, bytes, labelEnd &+ 1, pieceEnd, into: &fields)
        }
      } else if pieceEnd > position {
        fields.bad &+= 1
      }
      position = pieceEnd &+ 1
    }
    return hasLabel ? nil : labelEnd(bytes, start, end)
  }

  /// Where the bytes end that a label may hold.
  @inline(__always)
  private static func labelEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end {
      let byte = bytes[position]
      let isLabel =
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x5F || byte == 0x2E || byte == 0x2D
      guard isLabel else { break }
      position &+= 1
    }
    return position
  }

  private static func set(
    _ label: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) {
    let known = meanings[label]
    var start = start
    var end = end
    if known.field == .time, end &- start >= 2, bytes[start] == 0x5B, bytes[end &- 1] == 0x5D {
      start &+= 1
      end &-= 1
    }
    let hasEscape = WordScan.first(0x5C, in: bytes, start, end) < end
    fields.set(known.field, bytes, start, end, hasEscape ? .logEscapes : .plain, known.reading)
  }

  private struct Meaning {
    var label: String
    var field: Field
    var reading = Reading.canonical
  }

  /// What each label gives; the number in `labels` is the place here.
  private static let meanings: [Meaning] = {
    // `forwardedfor` is left out on purpose: the client can write it itself.
    var meanings = [
      Meaning(label: "host", field: .client), Meaning(label: "vhost", field: .host),
      Meaning(label: "req", field: .request), Meaning(label: "uri", field: .target),
      Meaning(label: "size", field: .bytes), Meaning(label: "ua", field: .agent),
      Meaning(label: "reqtime", field: .duration),
      Meaning(label: "reqtime_microsec", field: .duration, reading: .microseconds),
    ]
    meanings += Field.canonical.map { Meaning(label: $0.name, field: $0) }
    for header in HeaderFields.requests + HeaderFields.answers + HeaderFields.proposed {
      let snake = HeaderFields.snake(header.name)
      for label in [
        header.name, header.name.lowercased(), snake, "http_" + snake, "sent_http_" + snake,
        "upstream_http_" + snake,
      ] {
        meanings.append(Meaning(label: label, field: header.field))
      }
    }
    return meanings
  }()

  private static let labels: KeyTable = {
    var table = KeyTable()
    // Of two meanings the earlier one stays.
    for (place, meaning) in meanings.enumerated().reversed() {
      table.insert(parent: 0, key: Array(meaning.label.utf8), value: place)
    }
    return table
  }()
}

public import Bytes

/// How one line falls into fields.
public struct LineExplanation: Sendable, Equatable {
  /// The value of a field.
  public struct Value: Sendable, Equatable {
    /// Canonical name (SPEC section 2, "Record fields"), or `request` for a whole request line.
    public var name: String
    /// The bytes as logged, escapes undone.
    public var text: [UInt8]
    /// Whether it is an access token, which is never shown. Other values may repeat one (a target
    /// with `access_token=`, a referer): mask them before they are shown.
    public var isSecret: Bool
  }

  /// What became of the line.
  public enum Outcome: Sendable, Equatable {
    /// It is a record; the instant that counts for it.
    case record(Instant)
    /// It is no record and none is expected: a directive of a W3C file, an inventory line.
    case note
    /// It is malformed: why, and the column (from 1, in bytes) where reading stopped.
    case malformed(MalformedReason, column: Int)
    /// Nothing stands in it.
    case blank
  }

  /// The fields that have a value, in the order of SPEC section 2; of a malformed line those that were
  /// read before it stopped.
  public var fields: [Value]
  /// What became of the line.
  public var outcome: Outcome
}

extension LogFormat {
  /// Shows how `line`, without its line end, falls into fields; `context` is what the `#` lines above
  /// it say.
  public func explain(
    line: [UInt8], options: LineParser.Options = LineParser.Options(),
    context: LineContext? = nil
  ) -> LineExplanation {
    var parser = LineParser(format: self, options: options)
    var batch = RecordBatch()
    batch.bytes = line
    parser.parse(&batch, firstLine: 1, context: context)
    let outcome: LineExplanation.Outcome
    if let record = batch.records.first {
      outcome = .record(Instant(milliseconds: record.time))
    } else if let malformed = batch.counts.firstMalformed.first {
      outcome = .malformed(malformed.reason, column: malformed.column)
    } else {
      outcome = batch.counts.notes > 0 ? .note : .blank
    }
    let texts = parser.explainedFields(batch, lineSize: line.count)
    return LineExplanation(fields: texts, outcome: outcome)
  }
}

extension LineParser {
  /// The texts of the fields of the last line of `batch`, whose lines have `lineSize` bytes together.
  fileprivate func explainedFields(_ batch: RecordBatch, lineSize: Int) -> [LineExplanation.Value] {
    var values: [LineExplanation.Value] = []
    for field in Field.allCases where fields.has(field) && field != .message && field != .log {
      if let text = text(of: field, batch.bytes, lineSize) {
        values.append(
          LineExplanation.Value(name: field.name, text: text, isSecret: field == .token))
      }
    }
    return values
  }

  /// The text of a field that is present; nil where it is not told apart any more.
  private func text(of field: Field, _ bytes: [UInt8], _ lineSize: Int) -> [UInt8]? {
    let value = fields[field]
    // Fields of an envelope's text stand in the text, not in the line.
    let origin = envelope.isEmpty ? bytes : envelope
    switch value.form {
    case .unescaped:
      let range = (value.range.lowerBound + lineSize)..<(value.range.upperBound + lineSize)
      return range.upperBound <= bytes.count ? Array(bytes[range]) : nil
    case .object, .list: return nil
    default:
      guard value.range.lowerBound <= value.range.upperBound,
        value.range.upperBound <= origin.count
      else { return nil }
      var text: [UInt8] = []
      switch value.form {
      case .logEscapes: LogText.append(origin.span, Int(value.start), Int(value.end), to: &text)
      case .jsonEscapes: JSONText.append(origin.span, Int(value.start), Int(value.end), to: &text)
      case .doubledQuotes:
        QuotedText.append(origin.span, Int(value.start), Int(value.end), to: &text)
      default: text = Array(origin[value.range])
      }
      return text
    }
  }
}

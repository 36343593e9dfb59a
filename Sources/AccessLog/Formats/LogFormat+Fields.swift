extension LogFormat {
  /// Whether lines say how the ones below them look, so that blocks need a `LineContext`.
  public var hasContext: Bool { w3c != nil }

  /// Canonical names of the fields that a declaration takes values for; nil where only the lines
  /// themselves tell what they give.
  public var declaredFields: Set<String>? {
    var names: Set<String> = []
    for shape in shapes {
      guard case .declared(let program) = shape else { return nil }
      names.formUnion(program.fieldNames)
    }
    return names
  }

  /// The format as `auto` tries it: without the access lines that a preset reads beside its own. Else it
  /// would win wherever logs of several servers are mixed, as the union of `json` and `extended`, or
  /// wherever a word behind an access line makes it look like one of its own.
  var forDetection: LogFormat {
    LogFormat(
      name, summary, shapes: LogFormat.own(shapes), envelopeShapes: LogFormat.own(envelopeShapes),
      w3c: w3c, notices: notices)
  }

  /// The shapes but `extended`, where there are others.
  private static func own(_ shapes: [LineShape]) -> [LineShape] {
    let own = shapes.filter { if case .extended = $0 { false } else { true } }
    return own.isEmpty ? shapes : own
  }
}

/// A format prints as its name, which says all of it.
extension LogFormat: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension LineProgram {
  /// Canonical names of the fields that the steps give; a request gives method and target.
  fileprivate var fieldNames: Set<String> {
    var names: Set<String> = hasParts ? [Field.time.name] : []
    for step in steps where step.slot != Step.nowhere && !step.isPart {
      guard let field = Field(rawValue: step.slot) else { continue }
      switch field {
      case .request: names.formUnion([Field.method.name, Field.target.name])
      case .query: names.insert(Field.target.name)
      case .date, .timeOfDay: names.insert(Field.time.name)
      default: names.insert(field.name)
      }
    }
    return names
  }
}

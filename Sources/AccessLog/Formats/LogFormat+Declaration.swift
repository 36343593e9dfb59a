extension LogFormat {
  /// The format of a server's own declaration: `nginx:` and a `log_format`, or `apache:` and a
  /// `LogFormat`, as it stands in the configuration: the whole directive, its quoted text or the bare
  /// text.
  public init(declaration: String) throws(FormatError) {
    let text = LogFormat.trimmed(declaration)
    let read = try Declaration.read(text)
    if read.pieces.isEmpty { throw .empty }
    guard read.hasTime else { throw .noTime(language: read.language.rawValue) }
    guard read.hasStatus else { throw .noStatus(language: read.language.rawValue) }
    let program = try ProgramBuilder.program(of: read.pieces, escapes: read.escapes)
    self.init(text, shapes: [.declared(program)], notices: read.notices)
  }

  /// Whether `text` is meant as a declaration, also as one that does not compile.
  public static func isDeclaration(_ text: String) -> Bool {
    let text = trimmed(text)
    return text.hasPrefix("nginx:") || text.hasPrefix("apache:")
  }

  /// A format of the product itself, whose lines look as one of `declarations` says.
  static func preset(
    _ name: String, _ summary: String, _ declarations: [String],
    envelopeShapes: [LineShape] = [.extended]
  ) -> LogFormat {
    LogFormat(
      name, summary, shapes: declarations.map { .declared(builtIn($0)) },
      envelopeShapes: envelopeShapes)
  }

  /// The program of a declaration that the product itself holds.
  static func builtIn(_ declaration: String) -> LineProgram {
    do {
      return try LineProgram.compile(declaration)
    } catch {
      preconditionFailure("a built-in format does not compile: \(error.sentence)")
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (byte >= 9 && byte <= 13) }
    let utf8 = text.utf8
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first...last])
  }
}

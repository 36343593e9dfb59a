/// A declaration of a server, taken apart.
struct Declaration: Sendable {
  /// The languages and the prefixes that tell them.
  enum Language: String, Sendable {
    case nginx
    case apache
  }

  /// The language it is written in.
  var language: Language
  /// What its lines are made of.
  var pieces: [FormatPiece] = []
  /// What the server does to bytes that would break a line.
  var escapes = FieldValue.Form.logEscapes
  /// What the user should know.
  var notices: [FormatNotice] = []
  /// Whether a directive gives the time of a line.
  var hasTime = false

  /// Takes `declaration` apart: `nginx:` or `apache:` and the directive; white space around is dropped.
  static func read(_ declaration: String) throws(FormatError) -> Declaration {
    let bytes = Array(declaration.utf8)
    for (language, prefix) in [(Language.nginx, "nginx:"), (.apache, "apache:")]
    where bytes.starts(with: prefix.utf8) {
      let start = prefix.utf8.count
      switch language {
      case .nginx: return try NginxDeclaration.read(bytes, from: start)
      case .apache: return try ApacheDeclaration.read(bytes, from: start)
      }
    }
    throw .unknownFormat(declaration)
  }

  /// Whether a directive gives the status of a line.
  var hasStatus: Bool { Declaration.gives(.status, pieces) }

  /// Whether any of `pieces` gives `field`.
  static func gives(_ field: Field, _ pieces: [FormatPiece]) -> Bool {
    pieces.contains { piece in
      switch piece {
      case .capture(let capture): capture.field == field
      case .optional(let inner): gives(field, inner)
      default: false
      }
    }
  }
}

extension LineProgram {
  /// The program of `nginx:...` or `apache:...`, which need not give time or status; notices are
  /// dropped.
  static func compile(_ declaration: String) throws(FormatError) -> LineProgram {
    let read = try Declaration.read(declaration)
    return try ProgramBuilder.program(of: read.pieces, escapes: read.escapes)
  }
}

/// The syntax of a file's lines (SPEC section 2, "Formats"): one of the formats that every program of
/// this kind reads (`json`, `w3c`, `extended`), a server's preset, or a server's own declaration.
public struct LogFormat: Sendable {
  /// The name by which a report and `--format` call it; of a declaration, its text.
  public let name: String
  /// One sentence on whose logs these are; empty for a declaration.
  public let summary: String
  /// What the user should know of a declaration: directives that no field is taken from.
  public let notices: [FormatNotice]
  /// How a line may look; a line is taken by the first one that it fits.
  let shapes: [LineShape]
  /// How the text inside an envelope may look.
  let envelopeShapes: [LineShape]
  /// How `#` lines rule the ones below them, nil where they mean nothing.
  let w3c: W3CDialect?

  /// A format of these shapes.
  init(
    _ name: String, _ summary: String = "", shapes: [LineShape],
    envelopeShapes: [LineShape] = [.extended], w3c: W3CDialect? = nil, notices: [FormatNotice] = []
  ) {
    self.name = name
    self.summary = summary
    self.shapes = shapes
    self.envelopeShapes = envelopeShapes
    self.w3c = w3c
    self.notices = notices
  }

  /// One object per line; see `JSONReader`.
  public static let json = LogFormat(
    "json", "JSON lines of any server or gateway", shapes: [.object])
  /// The access line of Apache and nginx with an optional tail; see `ExtendedLine`.
  public static let extended = LogFormat(
    "extended",
    "Apache and nginx access lines, common or combined, with or without a key=value tail",
    shapes: [.extended])
}

/// Formats are equal if their names are: a name says all of a format.
extension LogFormat: Hashable {
  /// Whether both have one name.
  public static func == (left: LogFormat, right: LogFormat) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How a line may look.
enum LineShape: Sendable {
  /// An access line with an optional tail (`ExtendedLine`).
  case extended
  /// A JSON object.
  case object
  /// What a container runtime or a syslog daemon writes, then a JSON object.
  case prefixedObject(LineProgram)
  /// What a program takes apart.
  case declared(LineProgram)
  /// What the `#Fields` line above it says.
  case w3c
  /// Labels and values, tabs between them (`LabelledLine`).
  case labelled
}

/// What a user should know of a declared format.
public enum FormatNotice: Sendable, Hashable {
  /// A directive that is not known: its values are skipped.
  case unknownDirective(String)
}

/// Which instant a log writes as the time of a request (SPEC section 4.5, `timestamp`).
public enum TimestampMeaning: String, CaseIterable, Sendable {
  /// When the request came, as Apache's `%t`.
  case arrival
  /// When the answer was out, as nginx's `$time_local`; the duration is taken off.
  case completion
}

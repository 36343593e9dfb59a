public import Bytes
public import Findings

/// What one log is taken for, how its first lines fall into fields, and which limits it can show:
/// what `quota-audit formats FILE` prints.
public struct FormatReport: Sendable {
  /// Path as given; `-` for standard input.
  public var path = ByteString.dash
  /// Name of the format, of a declaration its text.
  public var format = ""
  /// Whose logs have it; empty for a declaration.
  public var summary = ""
  /// Whether the user named the format, so that nothing was decided.
  public var isGiven = false
  /// Non-blank lines that were looked at.
  public var seen = 0
  /// Those of them that the format fits.
  public var fitting = 0
  /// The next best format and the lines that it fits, or nil.
  public var runnerUp: (name: String, fitting: Int)?
  /// The format that comes closest where none fits most lines, and where it stops fitting; or nil.
  public var misfit: FormatMisfit?
  /// What to know of the format or the file, one sentence each.
  public var notes: [String] = []
  /// The first lines that are no directives, and the first malformed one.
  public var samples: [LineSample] = []
  /// Canonical names of the fields that lines have.
  public var fields: Set<String> = []
  /// Whether `fields` are known from the declaration, else from the lines that were looked at.
  public var isDeclared = false

  /// A report on nothing.
  public init() {}
}

/// Where the format that comes closest stops fitting.
public struct FormatMisfit: Sendable, Equatable {
  /// The format's name.
  public var format: String
  /// Line number from 1.
  public var line: Int
  /// 1-based byte where reading stopped.
  public var column: Int

  /// A format that stops fitting there.
  public init(format: String, line: Int, column: Int) {
    self.format = format
    self.line = line
    self.column = column
  }
}

/// A line and the fields it falls into, or why it does not.
public struct LineSample: Sendable {
  /// Line number from 1.
  public var line: Int
  /// Its fields in the order of SPEC section 2; none of a malformed line.
  public var fields: [SampledField] = []
  /// Why it is malformed, or nil.
  public var malformed: MalformedReport?
  /// The line around the place where reading stopped, of the malformed, letters and digits masked.
  public var outline: LineOutline?

  /// A line without fields.
  public init(line: Int) {
    self.line = line
  }
}

/// A field and what a line says in it.
public struct SampledField: Sendable {
  /// Canonical name (SPEC section 2), or `request` for a whole request line.
  public var name: String
  /// The value; nil for a token, which is never shown.
  public var value: ByteString?

  /// A field with a value that may be shown.
  public init(name: String, value: ByteString?) {
    self.name = name
    self.value = value
  }
}

/// The form of a line without what it says: what looks like text is `x`, digits are `0`.
///
/// Malformed lines are never shown, because their text may hold a token (SPEC section 2). Blanks,
/// quotes, brackets and other marks that formats are made of show where a format stopped fitting.
public struct LineOutline: Sendable, Equatable {
  /// Bytes before and behind the place that are shown.
  private static let reach = 36

  /// ASCII only.
  public let text: String
  /// Where the place stands in `text`, from 0; at most its length.
  public let caret: Int

  /// The outline of `line` around the 1-based `column`.
  public init(_ line: [UInt8], column: Int) {
    let place = min(max(0, column - 1), line.count)
    let start = max(0, place - LineOutline.reach)
    let end = min(line.count, place + LineOutline.reach)
    let before = start > 0 ? "..." : ""
    text =
      before + String(decoding: line[start..<end].map(LineOutline.masked), as: UTF8.self)
      + (end < line.count ? "..." : "")
    caret = before.utf8.count + place - start
  }

  private static func masked(_ byte: UInt8) -> UInt8 {
    if Ascii.isDigit(byte) { return 0x30 }
    return marks.contains(byte) ? byte : 0x78
  }

  /// Marks that separate fields; none that tokens are made of, such as `-`, `_`, `.`, `+`, `/`, `=`.
  private static let marks = Set(" \"'[](){}<>|,;:\\".utf8)
}

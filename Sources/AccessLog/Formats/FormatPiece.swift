/// What a directive of a server is made of: the language that nginx, Apache and W3C declarations are
/// compiled from.
enum FormatPiece: Sendable, Equatable {
  /// Bytes that stand in every line.
  case literal([UInt8])
  /// A value.
  case capture(Capture)
  /// A part of a time; nil for one that nobody wants.
  case part(TimePart?, PartShape, directive: String)
  /// White space of any length, also none.
  case space
  /// The pieces, or one `-` in their place (Apache writes it where a condition does not hold).
  case optional([FormatPiece])

  /// A value that a directive stands for.
  struct Capture: Sendable, Equatable {
    /// The directive as written, e.g. `$remote_addr` or `%{Referer}i`.
    var directive: String
    /// The field it gives, nil where nobody wants it.
    var field: Field?
    /// How the server writes it.
    var reading = Reading.canonical
    /// Where it ends if no literal follows.
    var shape = Shape.text
    /// Which of several directives for one field counts: the greatest rank that is there, then the
    /// last one.
    var rank: UInt8 = 0
  }

  /// What the bytes of a value look like, which tells where it ends before another value.
  enum Shape: Sendable, Equatable {
    /// Any bytes: ends at the literal that follows.
    case text
    /// Digits.
    case digits
    /// Digits with or without a point.
    case decimal
    /// So many bytes, where no literal follows.
    case fixed(UInt8)
    /// So many bytes, whatever follows.
    case exactly(UInt8)
    /// A list with one value per upstream that was asked, of which the last counts; its blanks do not
    /// end it.
    case list
    /// Begins with `/`: a path, up to `?` before a query.
    case path
    /// Nothing, or `?` and what follows.
    case query
    /// A word of a W3C line.
    case word
  }

  /// What a part of a time looks like.
  enum PartShape: Sendable, Equatable {
    /// So many digits at least and at most; a two-digit part with `low` 1 may be padded by a blank.
    case digits(UInt8, UInt8)
    /// An English month, abbreviated or in full, any case.
    case month
    /// An English weekday, likewise.
    case weekday
    /// `am` or `pm`, any case.
    case half
    /// `+hhmm`, `+hh:mm` or `Z`.
    case offset
    /// An abbreviation such as `GMT`; unknown ones tell nothing.
    case zone
  }
}

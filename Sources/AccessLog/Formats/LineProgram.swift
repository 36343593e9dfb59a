internal import Bytes

/// A declared format, compiled: flat steps over byte offsets that one loop runs, whatever server wrote
/// the lines.
///
/// A step takes a value and then the literal text behind it; nothing is ever tried twice. A value ends
/// at the first place where its literal stands (a quoted one at its first unescaped quote), so what
/// does not fit is seen where reading stopped. `ProgramBuilder` makes programs.
struct LineProgram: Sendable {
  /// How a step takes its value.
  enum Kind: UInt8, Sendable {
    /// Nothing but the literal.
    case literal
    /// Up to the literal, or to the end of the line where there is none; escapes as of the format.
    case run
    /// Up to the literal; a backslash is a byte like any other.
    case rawRun
    /// As `run`, but blanks inside a list of an upstream (`a, b : c`) do not end it.
    case list
    /// Up to the first quote that no backslash precedes, which begins the literal.
    case quoted
    /// One or more bytes up to a blank or tab, or a W3C string in quotes, and all blanks and tabs
    /// behind it.
    case word
    /// `low` to `high` digits, blanks before them allowed as padding where `low` is 1 and `high` 2.
    case digits
    /// Digits with at most one point among them.
    case decimal
    /// Exactly `low` bytes.
    case fixed
    /// Up to the `/` that begins a path, or to the end of the line.
    case beforePath
    /// A month by its name.
    case month
    /// A weekday by its name.
    case weekday
    /// `am` or `pm`.
    case half
    /// An offset from UTC: `+hhmm`, `+hh:mm` or `Z`.
    case offset
    /// A zone by its abbreviation.
    case zone
    /// Any run of white space, also none.
    case space
    /// A `-` in place of the next `jump` steps; else nothing is taken.
    case dash
  }

  /// How a value meets one that another directive gave for the same field.
  enum Merge: UInt8, Sendable {
    /// The later one counts, also when it is absent.
    case replace
    /// The earlier one stays where it is present.
    case fill
    /// The later one counts where it is present.
    case prefer
  }

  /// One instruction.
  struct Step: Sendable {
    var kind = Kind.literal
    /// Where the value goes: the raw value of a `Field` or, with `isPart`, of a `TimePart`.
    var slot = Step.nowhere
    /// Whether the value is a part of a time.
    var isPart = false
    /// What the escapes of the value are, where it has any.
    var escapes = FieldValue.Form.plain
    var reading = Reading.canonical
    /// Whether the value is a list of which the last item counts.
    var takesLast = false
    var merge = Merge.replace
    /// Least and greatest number of digits or bytes.
    var low: UInt8 = 0
    var high: UInt8 = 0
    /// Steps that a dash stands for.
    var jump: UInt16 = 0
    /// The literal behind the value: its place in `literals` and its first bytes.
    var literalStart: UInt32 = 0
    var literalCount: UInt32 = 0
    var literalWord: UInt64 = 0
    /// Index of the directive in `directives`, which is what `explain` shows.
    var directive: UInt16 = 0

    /// The slot of a value that nobody wants.
    static let nowhere: UInt8 = 0xFF
  }

  var steps: [Step] = []
  /// The texts of all literals, one behind the other.
  var literals: [UInt8] = []
  /// The directives as written, by the index of `Step.directive`.
  var directives: [String] = []
  /// Whether any wanted step takes a part of a time.
  var hasParts = false
}

public import Bytes

/// Turns blocks of lines into records (SPEC section 2, "Lines" to "Formats").
///
/// One parser reads one input after the other or one at a time per worker; it keeps its working
/// memory and the last minute it saw, so that a warm parser allocates nothing per record. The
/// grammar is written on `ExtendedLine` and `JSONReader`, what the fields mean on `RecordAssembly`,
/// the accepted times on `Clock`, the aliases on `JSONNames`.
public struct LineParser: Sendable {
  /// What a policy says about reading (SPEC section 4.5).
  public struct Options: Sendable {
    /// Which instant the logs write.
    public var timestamp: TimestampMeaning
    /// Known entity resources; their index is `Observation.resource`.
    public var resources: [ByteString]
    /// JSON paths the policy maps to canonical fields; the first one that is there wins.
    public var fields: [FieldMapping]

    /// Options; the defaults are those of no policy and no known resources.
    public init(
      timestamp: TimestampMeaning = .arrival, resources: [ByteString] = [],
      fields: [FieldMapping] = []
    ) {
      self.timestamp = timestamp
      self.resources = resources
      self.fields = fields
    }
  }

  /// One entry of a policy's `fields`: it wins over the canonical name and every alias of the
  /// field, and takes the path's own built-in meaning away.
  public struct FieldMapping: Sendable, Hashable {
    /// Keys joined by dots, e.g. `http.client_ip`.
    public var path: ByteString
    /// One of `LineParser.fieldNames`.
    public var field: ByteString

    /// `path` is read as `field`.
    public init(path: ByteString, field: ByteString) {
      self.path = path
      self.field = field
    }
  }

  /// The canonical field names a policy's `fields` may name: those of SPEC section 2, and `request`
  /// for a whole request line.
  public static let fieldNames: [String] = Field.canonical.map(\.name)

  /// The lines' syntax.
  public let format: LogFormat
  /// Field values of the line at hand, before they are understood.
  var fields = RawFields()
  /// Finds tail keys.
  let tailKeys = Field.tailKeys()
  /// How a line may look.
  let shapes: [LineShape]
  /// The program of the first shape where that is declared, else an empty one.
  let program: LineProgram
  /// How lines look that `#` lines rule.
  var w3c: W3CReader
  /// Reads objects and remembers the values of known names.
  var json: JSONReader
  /// Understands field values.
  var assembly: RecordAssembly
  /// The text inside the envelope at hand.
  var envelope: [UInt8] = []

  /// A parser of `format`; every `options.fields[...].field` is one of `fieldNames`.
  public init(format: LogFormat, options: Options = Options()) {
    self.format = format
    shapes = format.shapes
    if case .declared(let program)? = format.shapes.first {
      self.program = program
    } else {
      program = LineProgram()
    }
    w3c = W3CReader(format.w3c ?? W3CDialect())
    json = JSONReader(names: JSONNames(policy: options.fields))
    assembly = RecordAssembly(options: options)
  }
}

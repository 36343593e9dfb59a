public import Bytes
public import Findings

/// manifest.json, schema `quota-audit/manifest/1`: what went into a run and what came out of it, so that
/// the run can be repeated and its outputs compared (`docs/evidence.md`).
///
/// ```
/// schema, tool {name, version}, policy {name, sha256, obstacle} or null, options [text], key_id or null,
/// complete, verifiable,
/// inputs [{path, path_encoded or null, bytes, sha256, content_bytes, content_crc32 (8 hex), duplicate_of
///          or null, obstacle or null}],
/// missing_inputs [path], outputs [{name, bytes, sha256}]
/// ```
/// Paths are as the report prints them; one that is not UTF-8 stands in `path_encoded` too, byte for byte
/// (`%HH`). An `obstacle` says why something cannot be read again; then the run is not `verifiable`. `options` are those on which a byte of the outputs depends, one
/// text each, as the command line takes them. Nothing tells when or where the run was.
public struct RunManifest: Sendable, Equatable {
  /// The layout's name.
  public static let schema = "quota-audit/manifest/1"

  /// One input that was read.
  public struct Input: Sendable, Equatable {
    /// As the report prints it.
    public var path: String
    /// The path percent-encoded, nil where it is UTF-8.
    public var encodedPath: String?
    /// Why it cannot be read again, in words behind its name; nil where it can.
    public var obstacle: String?
    /// Size as it is.
    public var bytes: Int64
    /// 64 hexadecimal digits, of the file as it is.
    public var sha256: String
    /// Size inflated.
    public var contentBytes: Int64
    /// CRC-32 inflated, 8 hexadecimal digits.
    public var contentCRC32: String
    /// The input it repeats, nil where it counts itself.
    public var duplicateOf: String?

    /// The input of a row of the report.
    public init(_ row: InputReport) {
      path = row.path.text
      encodedPath = ByteString(path) == row.path ? nil : RunManifest.encoded(row.path)
      bytes = row.bytes
      sha256 = row.sha256
      contentBytes = row.contentBytes
      let digits = String(row.contentCRC32, radix: 16)
      contentCRC32 = String(repeating: "0", count: 8 - digits.count) + digits
      duplicateOf = row.duplicateOf?.text
    }

    /// The bytes of the path.
    public var name: ByteString { encodedPath.map(RunManifest.decoded) ?? ByteString(path) }
  }

  /// One file that was written.
  public struct Output: Sendable, Equatable {
    /// Name without directory.
    public var name: String
    /// Its size.
    public var bytes: Int64
    /// 64 hexadecimal digits.
    public var sha256: String

    /// An output of this name and content.
    public init(name: String, bytes: Int64, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// The policy file.
  public struct Policy: Sendable, Equatable {
    /// Path as given.
    public var name: String
    /// 64 hexadecimal digits.
    public var sha256: String
    /// Why it cannot be read again, in words behind its name; nil where it can.
    public var obstacle: String?
  }

  /// The program's name.
  public var toolName: String
  /// Its version.
  public var toolVersion: String
  /// The policy file, nil without one.
  public var policy: Policy?
  /// Options on which the outputs depend.
  public var options: [String]
  /// Which key pseudonyms are by, nil without one.
  public var keyID: String?
  /// Whether everything was read.
  public var isComplete: Bool
  /// Inputs that were read, by path.
  public var inputs: [Input]
  /// Inputs that could not be, by path.
  public var missingInputs: [String]
  /// Files that were written, in the order of writing.
  public var outputs: [Output]

  /// The manifest of a run.
  public init(_ report: AuditReport, options: [String], outputs: [Output]) {
    toolName = report.tool.name
    toolVersion = report.tool.version
    policy = report.policy.map { Policy(name: $0.name, sha256: $0.sha256) }
    self.options = options
    keyID = report.privacy?.keyID
    isComplete = report.status.complete
    inputs = report.inputs.map(Input.init)
    missingInputs = report.missingInputs.map(\.text)
    self.outputs = outputs
  }
}

extension RunManifest: Decodable {
  private enum CodingKeys: String, CodingKey {
    case policy, options, inputs, outputs, tool
    case keyID = "key_id"
    case isComplete = "complete"
    case missingInputs = "missing_inputs"
  }

  private struct Tool: Decodable {
    var name: String
    var version: String
  }

  /// Reads what `render` wrote; what the texts mean is not looked at.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let tool = try container.decode(Tool.self, forKey: .tool)
    (toolName, toolVersion) = (tool.name, tool.version)
    policy = try container.decodeIfPresent(Policy.self, forKey: .policy)
    options = try container.decode([String].self, forKey: .options)
    keyID = try container.decodeIfPresent(String.self, forKey: .keyID)
    isComplete = try container.decode(Bool.self, forKey: .isComplete)
    inputs = try container.decode([Input].self, forKey: .inputs)
    missingInputs = try container.decode([String].self, forKey: .missingInputs)
    outputs = try container.decode([Output].self, forKey: .outputs)
  }
}

extension RunManifest.Policy: Decodable {}
extension RunManifest.Output: Decodable {}

extension RunManifest.Input: Decodable {
  private enum CodingKeys: String, CodingKey {
    case path, bytes, sha256, obstacle
    case encodedPath = "path_encoded"
    case contentBytes = "content_bytes"
    case contentCRC32 = "content_crc32"
    case duplicateOf = "duplicate_of"
  }
}

internal import Bytes
public import Findings
public import Usage

/// What is known of a scan beside what is counted by key: which inputs it read and how, and sums. It
/// stands in the header of a usage file as JSON.
public struct UsageFacts: Sendable, Codable {
  /// Names this layout, `quota-audit/usage/1`.
  public internal(set) var schema = UsageFacts.schema
  /// The program that scanned.
  public internal(set) var tool: ToolIdentity
  /// The policy that ruled, nil without a file. Usage depends on it: what is counted for whom.
  public internal(set) var policy: PolicyIdentity?
  /// Inputs that could be opened, by path.
  public internal(set) var inputs: [InputFacts]
  /// Inputs that could not, by path.
  public internal(set) var missing: [MissingFacts]
  /// What to know of declared formats.
  public internal(set) var formatNotes: [FormatNotes]
  /// What crosses partitions.
  public internal(set) var sums: UsageSums
  /// The options about reading under which inputs were scanned, each set once; nil where there were none.
  var optionSets: [[String]]?

  static let schema = "quota-audit/usage/1"

  /// The paths of the inputs by the numbers that entries give them; `-` for one that could not be opened,
  /// of which there are no entries.
  static func paths(of facts: UsageFacts) -> [ByteString] {
    var paths = [ByteString](repeating: .dash, count: facts.sums.inputs.count)
    for input in facts.inputs where paths.indices.contains(input.number) {
      paths[input.number] = input.row.path
    }
    return paths
  }

  /// The options under which all inputs were scanned; nil where some were scanned under others, so that no
  /// one run could repeat it.
  public var scanOptions: [String]? {
    let sets = optionSets ?? [[]]
    return sets.count == 1 ? sets[0] : nil
  }

  /// The reasons for which a run is incomplete, one sentence each.
  var reasons: [String] {
    missing.map(\.reason) + inputs.flatMap(\.reasons)
  }
}

/// One input as a scan found it.
public struct InputFacts: Sendable, Codable {
  /// Its row of the report.
  var row: InputReport
  /// Its number in the sums and entries.
  var number: Int
  /// Why it makes the run incomplete.
  var reasons: [String]
  /// SHA-256 of what inflated, where the scan was asked for it: tells whether another input holds the same.
  var contentSHA256: String?
}

/// An input that could not be read at all.
public struct MissingFacts: Sendable, Codable {
  /// Path as given.
  var path: ByteString
  /// Why.
  var reason: String
}

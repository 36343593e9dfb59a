/// Why a policy file was refused and where; its wording is `sentence`.
public struct PolicyError: Error, Sendable, Equatable {
  /// Line of the file, from 1.
  public var line: Int
  /// Column of the line in characters, from 1.
  public var column: Int
  /// What is wrong there.
  public var kind: Kind

  /// A fault at a place.
  public init(line: Int, column: Int, kind: Kind) {
    self.line = line
    self.column = column
    self.kind = kind
  }

  /// The ways in which a policy can be wrong.
  public enum Kind: Sendable, Equatable {
    /// Bytes that are no text.
    case notUTF8
    /// More bytes than a policy may have.
    case tooLarge(limit: Int)
    /// No YAML; the problem in the parser's words, which hold nothing of the file.
    case syntax(problem: String)
    /// An alias, `*name`: nested ones grow without bound.
    case alias(name: String)
    /// A key that is no text.
    case keyIsNoText(section: [String])
    /// A key that this section does not have.
    case unknownKey(String, section: [String], known: [String])
    /// A key for the second time.
    case duplicateKey(String, section: [String], firstLine: Int?)
    /// A value that does not fit its key.
    case badValue(path: [String], found: Found, expected: Expected)
    /// A word that none of the known ones is.
    case unknownName(String, path: [String], known: [String])
    /// A key that must be there.
    case missingKey(String, section: [String])
    /// A waiver that names neither or both of id and rule.
    case waiverTarget
    /// A waiver's subject beside an id.
    case subjectOfID
    /// One application in two groups; the other one's line.
    case applicationInTwoGroups(String, group: String, other: String, otherLine: Int)
  }

  /// What stands where another thing was expected.
  public enum Found: Sendable, Equatable {
    case mapping, list, nothing
    /// The text as written.
    case text(String)
  }

  /// What would have been right.
  public enum Expected: Sendable, Equatable {
    case mapping, list, text, boolean
    /// An integer of 1 to 18 digits within a range.
    case integer(ClosedRange<Int>)
    case percentage
    /// A path from the root.
    case path
    /// A host name, perhaps with port.
    case host
    /// The name of a developer group.
    case groupName
    /// `assign` and `unassign`, each with its quota.
    case bothDirections
    /// The keys of a waiver.
    case waiver
    /// The id of a finding.
    case findingID
    /// A day of the calendar.
    case date
  }
}

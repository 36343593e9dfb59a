public import Bytes

/// What a developer group's name says by the vendor's naming practice: development groups end in a
/// purpose, `SuperSoftware - Sudoku For Learners - Development Team 1`, the production group does not.
public enum GroupNaming: Sendable, Equatable {
  /// Nothing in the name is a purpose.
  case plain
  /// The name ends in this purpose, which is not production.
  case purpose(ByteString)
  /// The name has this third part, which only development groups have by the practice.
  case thirdPart(ByteString)

  /// Reads a name; O(n).
  public init(_ name: ByteString) {
    let parts = GroupNaming.parts(name.bytes)
    let last = parts.count > 1 ? parts[parts.count - 1] : GroupNaming.lastWord(name.bytes)
    if GroupNaming.words(last).contains(where: GroupNaming.purposes.contains) {
      self = .purpose(ByteString(last))
    } else if parts.count > 2 {
      self = .thirdPart(ByteString(last))
    } else {
      self = .plain
    }
  }

  /// Words that name a purpose other than production, in lower case.
  private static let purposes = Set(
    [
      "dev", "devel", "develop", "developer", "developers", "development", "test", "tests",
      "testing",
      "qa", "uat", "staging", "stage", "sandbox", "demo", "trial", "beta", "preprod", "nonprod",
      "experimental", "playground", "training",
    ].map { Array($0.utf8) })

  /// The parts between ` - `, without blanks around them; empty ones are none.
  private static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var part: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let isSeparator =
        byte == 0x2D && index > 0 && bytes[index - 1] == 0x20 && index + 1 < bytes.count
        && bytes[index + 1] == 0x20
      if isSeparator {
        parts.append(part)
        part = []
      } else {
        part.append(byte)
      }
    }
    parts.append(part)
    return parts.map(trimmed).filter { !$0.isEmpty }
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
    let end = (bytes.lastIndex { $0 != 0x20 } ?? start - 1) + 1
    return start < end ? Array(bytes[start..<end]) : []
  }

  /// The last run of letters and digits; where that is a number, as in `team-dev-1`, with the word
  /// before it.
  private static func lastWord(_ bytes: [UInt8]) -> [UInt8] {
    let runs = bytes.split { !isWord($0) }
    guard let last = runs.last else { return [] }
    guard last.allSatisfy({ (0x30...0x39).contains($0) }), runs.count > 1 else {
      return Array(last)
    }
    return Array(bytes[runs[runs.count - 2].startIndex..<last.endIndex])
  }

  private static func words(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split { !isWord($0) }.map { $0.map(Ascii.lowercased) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let lower = Ascii.lowercased(byte)
    return (0x61...0x7A).contains(lower) || (0x30...0x39).contains(byte) || byte >= 0x80
  }
}

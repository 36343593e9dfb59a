internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog
internal import Usage

/// What the header of a usage file says, as JSON (`docs/usage-file.md`).
struct UsageHeader: Sendable, Codable {
  /// Tells the files of one scan from those of others: SHA-256 of the facts, 64 hexadecimal digits.
  var scan: String
  /// Which of the scan's files this is.
  var shard: UsageShardPlace
  var facts: UsageFacts
  /// What was judged of the entries, which are then gone from the file but for the tokens; nil in a file
  /// that `scan` wrote.
  var judged: JudgedEntries?

  /// The header of one of the files of a scan. Of judged shards the first alone tells of the inputs: whoever
  /// joins the shards of a million inputs reads them once.
  init(_ facts: UsageFacts, _ shard: UsageShardPlace, judged: JudgedEntries? = nil) throws {
    scan = try UsageHeader.digest(of: facts)
    self.shard = shard
    self.facts = judged == nil || shard.index == 1 ? facts : facts.withoutInputs
    self.judged = judged
  }

  /// The text of the header; the same for the same facts, however they came about.
  func text() throws -> [UInt8] { try UsageHeader.json(self) }

  /// The header of a text; throws what `UsageRefusal` has words for.
  static func read(_ text: [UInt8]) throws(UsageRefusal.Cause) -> UsageHeader {
    let data = Data(text)
    let offset = UsageHeader.offset
    guard let layout = try? JSONDecoder().decode(Layout.self, from: data) else {
      throw .corrupt(offset: offset)
    }
    guard layout.facts.schema == UsageFacts.schema else {
      throw .otherSchema(layout.facts.schema)
    }
    guard let header = try? JSONDecoder().decode(UsageHeader.self, from: data), header.isSound,
      header.isDigestOfFacts
    else { throw .corrupt(offset: offset) }
    return header
  }

  /// Whether `scan` is what it says; of facts that are not all here nobody can tell.
  private var isDigestOfFacts: Bool {
    if judged != nil, shard.index > 1 { return true }
    return scan == (try? UsageHeader.digest(of: facts))
  }

  /// Where the header stands in every usage file, in bytes: behind the name and the version.
  private static let offset: Int64 = 19

  private struct Layout: Decodable {
    struct Facts: Decodable {
      var schema: String
    }
    var facts: Facts
  }

  private var isSound: Bool {
    (1...UsageShardPlace.most).contains(shard.count) && (1...shard.count).contains(shard.index)
      && facts.isSound && (judged?.isSound ?? true)
  }

  private static func digest(of facts: UsageFacts) throws -> String {
    Policy.sha256(of: try json(facts))
  }

  private static func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }
}

/// Which of the files of a scan one is.
struct UsageShardPlace: Sendable, Codable, Equatable {
  /// From 1.
  var index: Int
  /// How many there are, 1 to `most`.
  var count: Int

  /// Shards of a scan at most: each is open while it is written.
  static let most = 256

  /// The only file of a scan.
  static let whole = UsageShardPlace(index: 1, count: 1)
}

/// What was judged of the entries of a shard.
struct JudgedEntries: Sendable, Codable {
  /// Quotas that were tried, as the user gave them: `KEY=VALUE`.
  var whatIf: [String]
  /// Whom they were judged for, nil for everybody.
  var scope: ReportScope?
  /// Under the policy that rules and, where other quotas were tried, under these.
  var partials: [PartialReport]

  var isSound: Bool {
    partials.count == (whatIf.isEmpty ? 1 : 2) && partials.allSatisfy(\.isSound)
  }
}

extension UsageFacts {
  /// The facts that do not grow with the inputs.
  fileprivate var withoutInputs: UsageFacts {
    var facts = self
    (facts.inputs, facts.missing, facts.sums) = ([], [], UsageSums(inputCount: 0))
    return facts
  }

  /// Whether the numbers can be those of a scan: inputs are numbered within the sums, and adding millions
  /// of such rows overflows nothing.
  var isSound: Bool {
    let numbers = Set(inputs.map(\.number))
    return numbers.count == inputs.count
      && numbers.allSatisfy(sums.inputs.indices.contains)
      && inputs.allSatisfy { $0.row.isSound }
  }
}

extension InputReport {
  /// More than any log has.
  private static let largestCount = 1 << 40
  /// Years -6949 to 10,889 in milliseconds.
  private static let times: ClosedRange<Int64> = -(1 << 48)...1 << 48

  fileprivate var isSound: Bool {
    let counts = [lines, records, blank, notes, badFields] + malformed.values
    let times = period.map { [$0.first.milliseconds, $0.last.milliseconds] } ?? []
    return counts.allSatisfy { (0...InputReport.largestCount).contains($0) }
      && times.allSatisfy(InputReport.times.contains) && times == times.sorted()
      && (0...1 << 50).contains(bytes) && (0...1 << 50).contains(contentBytes)
  }
}

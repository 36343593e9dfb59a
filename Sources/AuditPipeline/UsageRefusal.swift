internal import Findings

/// A usage file that is refused, and why; nothing is reported then, as a report on a part of the
/// usage
/// would be wrong.
public struct UsageRefusal: Error, Sendable, Equatable {
  /// What is wrong with a usage file, or with it and another one.
  enum Cause: Error, Sendable, Equatable {
    /// It cannot be read; the operating system's words.
    case unreadable(String)
    /// It does not begin as a usage file does.
    case noUsageFile
    /// A newer program wrote it.
    case newerVersion(Int)
    /// The header's layout is another one.
    case otherSchema(String)
    /// It ends too early; where, in bytes.
    case truncated(offset: Int64)
    /// What stands there is damaged; where, in bytes.
    case corrupt(offset: Int64)
    /// It is judged, and usage was wanted.
    case judged
    /// It holds usage, and what was judged was wanted.
    case notJudged
    /// It is there twice, or another file holds the same shard.
    case repeated(UsageShardPlace, other: String)
    /// A shard of its scan is not there.
    case missing(index: Int, count: Int)
    /// Shards that are to be judged together are not the same ones.
    case otherShard(UsageShardPlace, UsageShardPlace, other: String)
    /// It is a part of another report than the others.
    case otherReport(other: String)
    /// Another file covers the same input, or one of the same content.
    case sameInput(path: String, otherPath: String, other: String)
    /// It was scanned under another policy than another file.
    case policiesDiffer(policy: String?, otherPolicy: String?, other: String)
    /// It was scanned under a policy that was not given, or another one was.
    case otherPolicy(scanned: String?, given: String?)
    /// It was judged with other quotas tried than were given.
    case otherQuotas(judged: [String], given: [String])
    /// It was judged for another partner than the one given, or for everybody.
    case otherScope(judged: ReportScope.Kind?, given: ReportScope.Kind?)
  }

  /// The file, as given.
  let file: String
  let cause: Cause

  /// The reason for a reader: which file, what is wrong, how to mend it.
  public var sentence: String {
    let file = "the usage file \"\(file)\""
    switch cause {
    case .unreadable(let reason): return file + " cannot be read: \(reason)"
    case .noUsageFile:
      return file + " is none: it does not begin as one; quota-audit scan writes usage files"
    case .newerVersion(let version):
      return file + " is of version \(version), this program reads versions 1 and 2; "
        + "use a newer one"
    case .otherSchema(let schema):
      return file + " has the layout \"\(schema)\", this program reads \"\(UsageFacts.schema)\"; "
        + "scan the logs again"
    case .truncated(let offset):
      return file + " ends too early, at byte \(offset); copy it again or scan the logs again"
    case .corrupt(let offset):
      return file + " is damaged at byte \(offset); copy it again or scan the logs again"
    case .judged: return file + " is judged already; quota-audit combine joins judged shards"
    case .notJudged: return file + " is not judged; quota-audit report --partial judges it"
    default: return file + " " + conflict
    }
  }

  /// What does not fit together.
  private var conflict: String {
    switch cause {
    case .repeated(let shard, let other):
      let which = shard.count == 1 ? "" : "shard \(shard.index) of \(shard.count) of "
      return "holds \(which)the same scan as \"\(other)\"; give it once"
    case .missing(let index, let count):
      return "is one of \(count) shards, and shard \(index) is missing; give all of them"
    case .otherShard(let shard, let wanted, let other):
      return "is shard \(shard.index) of \(shard.count) and \"\(other)\" is shard "
        + "\(wanted.index) of "
        + "\(wanted.count); --partial judges the same shard of all scans"
    case .otherReport(let other):
      return "belongs to another report than \"\(other)\": they were judged from other scans"
    case .sameInput(let path, let otherPath, let other):
      let same = path == otherPath ? "too" : "which has the same content"
      return "covers \"\(path)\", and \"\(other)\" covers \"\(otherPath)\" \(same): "
        + "its requests would count twice; scan it once"
    case .policiesDiffer(let policy, let otherPolicy, let other):
      return "was scanned \(UsageRefusal.under(policy)) and \"\(other)\" "
        + "\(UsageRefusal.under(otherPolicy)); scan all logs under one policy"
    case .otherPolicy(let scanned?, nil):
      return "was scanned \(UsageRefusal.under(scanned)); give that file with --policy"
    case .otherPolicy(let scanned?, let given?):
      return "was scanned \(UsageRefusal.under(scanned)), and \"\(given)\" is not that file as "
        + "it was "
        + "then; --what-if tries other quotas"
    case .otherPolicy(nil, let given):
      return "was scanned without a policy, and \"\(given ?? "")\" decides what is counted for "
        + "whom; "
        + "scan the logs again with --policy, or try other quotas with --what-if"
    case .otherQuotas(let judged, let given):
      return "was judged \(UsageRefusal.quotas(judged)), and this is "
        + "\(UsageRefusal.quotas(given)); "
        + "give the same --what-if to all"
    case .otherScope(let judged, let given): return UsageRefusal.scopes(judged, given)
    default: return ""
    }
  }

  /// Names of partners are not said: the message may go where the view goes.
  private static func scopes(_ judged: ReportScope.Kind?, _ given: ReportScope.Kind?) -> String {
    let options = [judged, given].map { $0.map { "--" + $0.rawValue } }
    if let option = options[0], judged == given {
      return "was judged with another \(option) than this; give the same one to all"
    }
    return "was judged \(options[0].map { "with " + $0 } ?? "for everybody"), and this is "
      + "\(options[1].map { "with " + $0 } ?? "for everybody"); give the same to all"
  }

  private static func under(_ policy: String?) -> String {
    policy.map { "under the policy \"\($0)\"" } ?? "without a policy"
  }

  private static func quotas(_ whatIf: [String]) -> String {
    whatIf.isEmpty
      ? "without --what-if"
      : "with --what-if "
        + whatIf.joined(
          separator: " "
            + "--what-if ")
  }
}

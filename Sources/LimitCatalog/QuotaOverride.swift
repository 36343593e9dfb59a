public import Bytes

/// Another value for one quota, to judge the same usage by: `--what-if KEY=VALUE`.
///
/// Keys are those of the policy file, joined by dots: `learn.calls_per_day`, `learn.sites`,
/// `groups.NAME.calls_per_day`, `groups.NAME.sites`, `knewton.requests_per_second`,
/// `knewton.endpoints.ACTION`, `knewton.endpoints.goal-assign-batch.assign` and `.unassign`. Entity
/// limits are no quotas: they are measured while reading and cannot be tried afterwards.
public struct QuotaOverride: Sendable, Equatable {
  /// As the user wrote it.
  public let key: String
  /// The quota to try, from 1.
  public let value: Int
  private let target: Target

  private enum Target: Equatable {
    case learnCalls, learnSites
    case groupCalls(ByteString), groupSites(ByteString)
    case pairRate
    case endpoint(KnewtonEndpoint)
  }

  /// Reads `KEY=VALUE`; throws what is wrong with it.
  public init(_ text: String) throws(QuotaOverrideError) {
    guard let equals = text.lastIndex(of: "=") else { throw .noValue(text) }
    key = String(text[..<equals])
    guard let target = QuotaOverride.target(key) else {
      throw .unknownKey(key, nearest: NearestName.of(key, in: QuotaOverride.knownKeys))
    }
    let number = Array(text[text.index(after: equals)...].utf8)
    guard let value = Ascii.integer(number.span, 0..<number.count), value >= 1 else {
      throw .badValue(key: key, value: String(decoding: number, as: UTF8.self))
    }
    self.value = Int(value)
    self.target = target
  }

  /// Gives `policy` the other quota.
  public func apply(to policy: inout Policy) {
    switch target {
    case .learnCalls: policy.learn.callsPerDay = value
    case .learnSites: policy.learn.sites = value
    case .groupCalls(let name): policy.change(name) { $0.callsPerDay = value }
    case .groupSites(let name): policy.change(name) { $0.sites = value }
    case .pairRate: policy.knewton.requestsPerSecond = value
    case .endpoint(let endpoint): policy.knewton.endpoints[endpoint] = value
    }
  }

  private static func target(_ key: String) -> Target? {
    switch key {
    case "learn.calls_per_day": return .learnCalls
    case "learn.sites": return .learnSites
    case "knewton.requests_per_second": return .pairRate
    default: break
    }
    // A group's name may hold dots itself.
    if let name = middle(of: key, after: "groups.", before: ".calls_per_day") {
      return .groupCalls(ByteString(name))
    }
    if let name = middle(of: key, after: "groups.", before: ".sites") {
      return .groupSites(ByteString(name))
    }
    return endpoints.first { $0.key == key }.map { .endpoint($0.endpoint) }
  }

  /// Whether both are about the same quota, which may have two keys.
  public func isSameQuota(as other: QuotaOverride) -> Bool { target == other.target }

  /// The group whose own quota a key is about, nil of any other key.
  public static func group(in key: String) -> ByteString? {
    switch target(key) {
    case .groupCalls(let name), .groupSites(let name): name
    default: nil
    }
  }

  /// The key with the name of its group replaced; a key of another quota names nobody and stays.
  public static func mapGroup(
    in key: String, _ transform: (ByteString) -> ByteString
  ) -> String {
    for tail in [".calls_per_day", ".sites"] {
      if let name = middle(of: key, after: "groups.", before: tail) {
        return "groups." + transform(ByteString(name)).text + tail
      }
    }
    return key
  }

  private static func middle(of key: String, after head: String, before tail: String) -> String? {
    let frame = head.utf8.count + tail.utf8.count
    guard key.hasPrefix(head), key.hasSuffix(tail), key.utf8.count > frame else { return nil }
    return String(key.dropFirst(head.count).dropLast(tail.count))
  }

  /// Keys of endpoints. Without a direction, batch goal assignment is that of unknown direction, whose
  /// quota is the unassigning one's.
  private static let endpoints: [(key: String, endpoint: KnewtonEndpoint)] =
    KnewtonAction.allCases.map {
      let isBatch = $0 == .goalAssignBatch
      return ("knewton.endpoints." + $0.id, isBatch ? .batchUnassign : KnewtonEndpoint($0))
    } + [
      ("knewton.endpoints.goal-assign-batch.assign", .batchAssign),
      ("knewton.endpoints.goal-assign-batch.unassign", .batchUnassign),
    ]

  private static let knownKeys =
    [
      "learn.calls_per_day", "learn.sites", "groups.NAME.calls_per_day", "groups.NAME.sites",
      "knewton.requests_per_second",
    ] + endpoints.map(\.key)
}

extension Policy {
  /// Changes one group, which is added if the policy does not have it.
  fileprivate mutating func change(_ name: ByteString, _ body: (inout GroupPolicy) -> Void) {
    var changed = groups
    if let index = changed.firstIndex(where: { $0.name == name }) {
      body(&changed[index])
    } else {
      var group = GroupPolicy(name: name)
      body(&group)
      changed.append(group)
    }
    setGroups(changed)
  }
}

/// Why a `--what-if` was refused.
public enum QuotaOverrideError: Error, Sendable, Equatable {
  /// No `=`.
  case noValue(String)
  /// No integer from 1.
  case badValue(key: String, value: String)
  /// No quota has this key; the nearest that one has.
  case unknownKey(String, nearest: String?)

  /// The reason for a reader.
  public var sentence: String {
    switch self {
    case .noValue(let text):
      return "\"\(text)\" has no value; write KEY=VALUE, as learn.calls_per_day=50000"
    case .badValue(let key, let value):
      return "\"\(value)\" is no quota for \(key); give an integer from 1"
    case .unknownKey(let key, let nearest):
      if key.hasPrefix("knewton.entities.") {
        return "\"\(key)\" is no quota: entity limits are measured while reading; set them in a "
          + "policy"
      }
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
      return "\"\(key)\" is no quota that can be tried\(hint)"
    }
  }
}

public import Bytes

/// What a Knewton request is counted under: a row of SPEC 4.3, one direction of batch goal
/// assignment, the token path, or none of them.
///
/// A small index, so that tallies can be keyed by it: 0..<33 are the actions in their order.
public struct KnewtonEndpoint: RawRepresentable, Hashable, Sendable {
  /// Position in `all`.
  public let rawValue: UInt8

  /// The endpoint at this position of `all`, or nil.
  public init?(rawValue: UInt8) {
    guard rawValue < KnewtonEndpoint.count else { return nil }
    self.rawValue = rawValue
  }

  /// The endpoint of an action; of `goal-assign-batch` the one whose direction is not known.
  public init(_ action: KnewtonAction) {
    rawValue = action.rawValue
  }

  private init(extra: UInt8) {
    rawValue = KnewtonEndpoint.actionCount + extra
  }

  private static let actionCount = UInt8(KnewtonAction.allCases.count)

  /// Batch goal assignments known to assign.
  public static var batchAssign: KnewtonEndpoint { KnewtonEndpoint(extra: 0) }
  /// Batch goal assignments known to unassign.
  public static var batchUnassign: KnewtonEndpoint { KnewtonEndpoint(extra: 1) }
  /// Requests without template.
  public static var unlisted: KnewtonEndpoint { KnewtonEndpoint(extra: 2) }
  /// Requests for tokens; their name depends on the method, see `tokenPathTemplate`.
  public static var tokenPath: KnewtonEndpoint { KnewtonEndpoint(extra: 3) }

  /// How many there are.
  public static let count = actionCount + 4

  /// All of them, by `rawValue`.
  public static let all: [KnewtonEndpoint] =
    KnewtonAction.allCases.map(KnewtonEndpoint.init)
    + [.batchAssign, .batchUnassign, .unlisted, .tokenPath]

  /// Stands in endpoint names for whatever token path is configured (SPEC 4.5).
  public static let tokenPathTemplate = "/oauth/token"

  /// The action it belongs to; nil for unlisted requests and token paths.
  public var action: KnewtonAction? {
    switch self {
    case .batchAssign, .batchUnassign: .goalAssignBatch
    default: KnewtonAction(rawValue: rawValue)
    }
  }

  /// The name in reports, e.g. `GET /accounts/{id}`; a token path's lacks the method.
  public var name: ByteString { KnewtonEndpoint.names[Int(rawValue)] }

  /// The names by `rawValue`.
  public static let names: [ByteString] = all.map { endpoint in
    if endpoint == .unlisted { return "unlisted" }
    guard let rate = endpoint.action?.rate else { return ByteString(tokenPathTemplate) }
    let direction =
      switch endpoint {
      case .batchAssign: " (assign)"
      case .batchUnassign: " (unassign)"
      default: ""
      }
    return ByteString("\(rate.method) \(rate.template)\(direction)")
  }

  /// The endpoint of a full name as in reports; nil for `unlisted`, token paths and other texts.
  public init?(name: ByteString) {
    guard let index = KnewtonEndpoint.names.firstIndex(of: name),
      KnewtonEndpoint.all[index].action != nil
    else { return nil }
    self = KnewtonEndpoint.all[index]
  }
}

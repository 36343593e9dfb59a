public import LimitCatalog

/// One request as it is counted: when, as what, and under which names.
///
/// Names are ids of the namer that made it; those that its partition has none of are those of `-`.
public struct NamedRequest: Sendable {
  /// What it is counted in.
  public enum Partition: Sendable {
    /// A Learn call.
    case group
    /// An unauthenticated Knewton request.
    case pair
    /// An authenticated Knewton request.
    case triple
  }

  /// What it is counted in.
  public var partition = Partition.group
  /// Milliseconds since the epoch.
  public var time: Int64 = 0
  /// Its own access token.
  public var token: UInt32

  /// Row of the policy's partition that a call counts in.
  public var group: UInt32
  /// Whether that row is judged.
  public var isJudged = false
  /// Developer group of a call.
  public var developerGroup: UInt32
  /// Application of a call.
  public var app: UInt32
  /// Site of a call.
  public var site: UInt32
  /// `X-Rate-Limit-Limit` of a call, or -1.
  public var limit: Int64 = -1
  /// `X-Rate-Limit-Remaining` of a call, or -1.
  public var remaining: Int64 = -1
  /// Whether the answer says that the application is on too many sites.
  public var isInstallRefusal = false

  /// Client address of a Knewton request.
  public var client: UInt32
  /// Application URI of a Knewton request.
  public var uri: UInt32
  /// Endpoint of a Knewton request.
  public var endpoint: UInt32

  /// What the limiter did to it; of calls only `rejected` is told.
  public var kinds: Mark.Kinds = []
  /// Limits of one request that it is over.
  public var exceeded: [EntityKind] = []
  /// Entities whose number it adds to, by what their limit counts.
  public var entities: [(kind: EntityKind, entity: UInt32)] = []

  /// A call without any name; `dash` is the id of `-`.
  init(dash: UInt32) {
    (token, group, developerGroup, app) = (dash, dash, dash, dash)
    (site, client, uri, endpoint) = (dash, dash, dash, dash)
  }
}

public import Bytes
internal import Crypto
public import LimitCatalog

/// What all runs together say of one key, with names: what is judged. The cases come in this order, and
/// the entries of one case in the order of their names' bytes, tokens by their SHA-256.
public enum UsageEntry: Sendable {
  /// Requests of one UTC day; only where days were counted.
  case day(DayUsage)
  /// One endpoint over all callers.
  case endpoint(EndpointUsage)
  /// Requests that succeeded although the limiter dropped them, of one caller and endpoint.
  case softLimited(CallerUsage)
  /// Requests of one caller and endpoint over a limit of one request; `value` is the largest.
  case violation(EntityKind, CallerUsage, value: Int64)
  /// One group.
  case group(GroupUsage)
  /// One application in one developer group.
  case membership(ApplicationMembership)
  /// One IP-URI pair.
  case pair(PairUsage)
  /// One triple.
  case triple(TripleUsage)
  /// The value of one subject of an entity limit, observed or derived from paths.
  case subject(EntityKind, entity: ByteString, value: Int64, isObserved: Bool)
  /// One token.
  case token(CallerToken, TokenTrace)
}

/// An access token as it may be shown: by its SHA-256.
public struct CallerToken: Sendable, Hashable {
  /// 32 bytes, or one, `-`, for no token.
  public let digest: [UInt8]

  /// The token as it was logged.
  public init(_ token: ByteString) {
    digest = token == .dash ? token.bytes : Array(SHA256.hash(data: token.bytes))
  }

  init(digest: [UInt8]) { self.digest = digest }

  /// Eight bytes of a SHA-256 tell enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(WordScan.prefix(digest.span, 0, min(8, digest.count)))
  }

  /// `tok_` and the first 16 hexadecimal digits (SPEC section 7); `-` for no token.
  public var shown: ByteString {
    guard digest.count == 32 else { return .dash }
    let digits = Array("0123456789abcdef".utf8)
    var text = Array("tok_".utf8)
    for byte in digest.prefix(8) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return ByteString(text)
  }
}

/// One endpoint over all callers.
public struct EndpointUsage: Sendable {
  /// `knewton`, `learn` or `other`.
  public let service: String
  /// Endpoint name.
  public let endpoint: ByteString
  /// What happened to its requests.
  public let tally: EndpointTally
}

/// Requests of one caller and endpoint that are counted on their own.
public struct CallerUsage: Sendable {
  /// The token.
  public let token: CallerToken
  /// Application URI.
  public let uri: ByteString
  /// Endpoint name.
  public let endpoint: ByteString
  /// The requests.
  public let requests: Occurrences
}

/// Requests of one application in one developer group.
public struct ApplicationMembership: Sendable {
  /// The application.
  public let app: ByteString
  /// The developer group, `-` for none.
  public let group: ByteString
  /// Its requests there.
  public let requests: Occurrences
}

/// One IP-URI pair: unauthenticated Knewton requests.
public struct PairUsage: Sendable {
  /// Client address.
  public let client: ByteString
  /// Application URI.
  public let uri: ByteString
  /// Times in milliseconds, and what the limiter did.
  public let events: PartitionEvents
}

/// One triple: authenticated Knewton requests.
public struct TripleUsage: Sendable {
  /// The token.
  public let token: CallerToken
  /// Application URI.
  public let uri: ByteString
  /// Endpoint name.
  public let endpoint: ByteString
  /// Times in seconds, and what the limiter did.
  public let events: PartitionEvents
}

/// One group's usage.
public struct GroupUsage: Sendable {
  /// Name of the row: the group, or what the policy's partition makes of it.
  public let name: ByteString
  /// Whether the row's first part is known.
  public let isJudged: Bool
  /// Counts; seconds by time, each once.
  public internal(set) var tally: GroupTally
  /// By application.
  public internal(set) var applications: [(app: ByteString, counts: ApplicationCounts)] = []
  /// By site.
  public internal(set) var sites: [(site: ByteString, requests: Occurrences)] = []
  /// Refused installations by site, `-` for none.
  public internal(set) var refusals: [(site: ByteString, requests: Occurrences)] = []
}

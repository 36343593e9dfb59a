public import Bytes

/// Policy section `knewton`.
public struct KnewtonPolicy: Sendable, Equatable {
  /// Virtual hosts that are Knewton's, lower-case and without port; empty: any.
  public var hosts: [ByteString] = []
  /// Prefixes of which one is taken off before templates are compared; without trailing `/`.
  public var basePaths: [ByteString] = ["/v0"]
  /// Paths that hand out tokens; without trailing `/`.
  public var tokenPaths: [ByteString] = [ByteString(KnewtonEndpoint.tokenPathTemplate)]
  /// Unauthenticated requests per second and IP-URI pair.
  public var requestsPerSecond = KnewtonPairLimit.requestsPerSecond
  /// Requests per minute that replace those of SPEC 4.3; both directions of `goal-assign-batch`
  /// are endpoints of their own here.
  public var endpoints: [KnewtonEndpoint: Int] = [:]
  /// Limits that replace those of SPEC 4.4.
  public var entities: [EntityKind: Int] = [:]
  /// Rejections in one episode from which it is a finding.
  public var retryEpisode = 10

  /// The defaults.
  public init() {}
}

public import AccessLog
public import Bytes
public import LimitCatalog

/// Tells what each request was under one policy (SPEC section 3); counts nothing.
///
/// Compiled once, then read by all workers. Matching neither allocates nor throws.
public struct Attributor: Sendable {
  /// The policy this was compiled from.
  public let policy: Policy

  /// One text.
  private let learnPrefix: KnownTexts
  private let excludedPaths: KnownTexts
  private let hosts: KnownTexts
  /// The longest first, so that the most specific one is taken off.
  private let basePaths: KnownTexts
  private let tokenPaths: KnownTexts
  /// What stands for segments that are no words. Not static: workers would wait for each other to count
  /// references to what they share.
  let identifier = Array("{id}".utf8)
  let value = Array("{value}".utf8)
  private let templates: TemplateTrie
  private let groups: ApplicationTable

  /// An attributor for a policy.
  public init(policy: Policy) {
    self.policy = policy
    learnPrefix = KnownTexts([policy.learn.pathPrefix.bytes])
    excludedPaths = KnownTexts(policy.learn.excludePaths.map(\.bytes))
    hosts = KnownTexts(policy.knewton.hosts.map(\.bytes))
    basePaths = KnownTexts(
      policy.knewton.basePaths.map(\.bytes).sorted { $0.count > $1.count })
    tokenPaths = KnownTexts(policy.knewton.tokenPaths.map(\.bytes))
    templates = TemplateTrie()
    groups = ApplicationTable(policy.groups)
  }

  /// Names by `KnewtonEndpoint.rawValue`, as in reports; a token path's lacks the method.
  public var knewtonEndpointNames: [ByteString] { KnewtonEndpoint.names }

  /// What a request was; the record's slices point into `bytes`.
  ///
  /// Learn goes by path alone. A record with a host goes to Knewton by that host where Knewton
  /// hosts are configured; all others by template or token path.
  public func match(_ record: Record, _ bytes: Span<UInt8>) -> RequestMatch {
    var result = RequestMatch()
    split(record.target, bytes, &result)
    let path = result.path.range
    if learnPrefix.starts(0, bytes, path) {
      result.service = .learn
      result.isExcluded = excludedPaths.indexOfParent(of: bytes, path) != nil
      return result
    }
    let isBoundToHost = !hosts.indices.isEmpty && record.host.isPresent
    if isBoundToHost, !isKnewtonHost(bytes, record.host.range) { return result }
    matchKnewton(record, bytes, &result)
    if isBoundToHost || result.endpoint != .unlisted { result.service = .knewton }
    guard result.service == .knewton else {
      result.relativePath = result.path
      return result
    }
    result.isAuthenticated =
      record.token.isPresent && record.status != 401 && result.endpoint != .tokenPath
    return result
  }

  /// Position in `policy.groups` of the group that lists an application, or nil.
  public func groupIndex(ofApplication app: ByteSlice, _ bytes: Span<UInt8>) -> Int? {
    groups.groupIndex(bytes, app.range)
  }

  private func split(_ target: ByteSlice, _ bytes: Span<UInt8>, _ result: inout RequestMatch) {
    result.path = target
    let mark = WordScan.first(0x3F, in: bytes, target.start, target.end)
    if mark < target.end {
      result.path = ByteSlice(target.start, mark)
      result.query = ByteSlice(mark + 1, target.end)
    }
    result.relativePath = result.path
  }

  private func matchKnewton(
    _ record: Record, _ bytes: Span<UInt8>, _ result: inout RequestMatch
  ) {
    let whole = result.path
    if let base = basePaths.indexOfParent(of: bytes, whole.range) {
      result.relativePath = ByteSlice(whole.start + basePaths.count(base), whole.end)
    }
    let path = result.relativePath
    if tokenPaths.holdPath(bytes, path.range) || tokenPaths.holdPath(bytes, whole.range) {
      result.endpoint = .tokenPath
      return
    }
    guard
      let action = templates.match(
        bytes, method: record.method.range, path: path.range, &result.parameters)
    else { return }
    result.endpoint = KnewtonEndpoint(action)
    guard action == .goalAssignBatch else { return }
    switch record.action {
    case .assign: result.endpoint = .batchAssign
    case .unassign: result.endpoint = .batchUnassign
    case .unknown: break
    }
  }

  private func isKnewtonHost(_ bytes: Span<UInt8>, _ raw: Range<Int>) -> Bool {
    // As they are mostly written: lower-case and without port.
    if hosts.index(of: bytes, raw) != nil { return true }
    return hosts.lowercaseIndex(of: bytes, HostName.withoutPort(bytes, raw)) != nil
  }
}

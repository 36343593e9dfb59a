public import AccessLog
public import Bytes
public import LimitCatalog

/// Tells what each request was under one policy (SPEC section 3); counts nothing.
///
/// Compiled once, then read by all workers. Matching neither allocates nor throws.
public struct Attributor: Sendable {
  /// The policy this was compiled from.
  public let policy: Policy

  private let learnPrefix: KnownText
  private let excludedPaths: [KnownText]
  private let hosts: [KnownText]
  /// The longest first, so that the most specific one is taken off.
  private let basePaths: [KnownText]
  private let tokenPaths: [KnownText]
  /// What stands for segments that are no words. Not static: workers would wait for each other to count
  /// references to what they share.
  let identifier = Array("{id}".utf8)
  let value = Array("{value}".utf8)
  private let templates: TemplateTrie
  private let groups: ApplicationTable

  /// An attributor for a policy.
  public init(policy: Policy) {
    self.policy = policy
    learnPrefix = KnownText(policy.learn.pathPrefix.bytes)
    excludedPaths = policy.learn.excludePaths.map { KnownText($0.bytes) }
    hosts = policy.knewton.hosts.map { KnownText($0.bytes) }
    basePaths = policy.knewton.basePaths.map { KnownText($0.bytes) }
      .sorted { $0.count > $1.count }
    tokenPaths = policy.knewton.tokenPaths.map { KnownText($0.bytes) }
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
    if learnPrefix.starts(bytes, path) {
      result.service = .learn
      for excluded in excludedPaths where excluded.contains(bytes, path) {
        result.isExcluded = true
      }
      return result
    }
    let isBoundToHost = !hosts.isEmpty && record.host.isPresent
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
    if let mark = ByteSearch.first(0x3F, in: bytes, target.range) {
      result.path = ByteSlice(target.start, mark)
      result.query = ByteSlice(mark + 1, target.end)
    }
    result.relativePath = result.path
  }

  private func matchKnewton(
    _ record: Record, _ bytes: Span<UInt8>, _ result: inout RequestMatch
  ) {
    let whole = result.path
    let bases = basePaths.span
    for index in bases.indices where bases[index].contains(bytes, whole.range) {
      result.relativePath = ByteSlice(whole.start + bases[index].count, whole.end)
      break
    }
    let path = result.relativePath
    let tokens = tokenPaths.span
    for index in tokens.indices
    where tokens[index].isPath(bytes, path.range) || tokens[index].isPath(bytes, whole.range) {
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
    let known = hosts.span
    for index in known.indices where known[index].equals(bytes, raw) { return true }
    let range = HostName.withoutPort(bytes, raw)
    for host in hosts where host.count == range.count {
      var position = 0
      while position < host.count,
        Ascii.lowercased(bytes[range.lowerBound + position]) == host.bytes[position]
      {
        position += 1
      }
      if position == host.count { return true }
    }
    return false
  }
}

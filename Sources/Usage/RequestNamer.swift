public import AccessLog
internal import Attribution
public import Bytes
public import LimitCatalog

/// Tells of single requests what an audit counts them under, by the code that counts them, so that
/// evidence is of the requests that were counted and of no others.
public struct RequestNamer: Sendable {
  /// Names and their caches; nothing is counted here but what measuring leaves behind.
  private var tally: UsageTally
  private let measuresEntities: Bool

  /// A namer under a policy; `measuresEntities` says whether entity limits are asked for too, which
  /// takes longer.
  public init(policy: Policy, measuresEntities: Bool) {
    tally = UsageTally(policy: policy, inputCount: 1)
    self.measuresEntities = measuresEntities
  }

  /// What a request of a batch is counted as; nil where it is counted under no name that findings are
  /// about.
  public mutating func request(_ record: Record, in batch: RecordBatch) -> NamedRequest? {
    let bytes = batch.bytes.span
    let match = tally.attributor.match(record, bytes)
    switch match.service {
    case .other: return nil
    case .learn: return match.isExcluded ? nil : call(record, bytes)
    case .knewton: return knewtonRequest(record, bytes, match)
    }
  }

  /// The name of an id.
  public func name(_ id: UInt32) -> ByteString { tally.names[id] }

  /// Bytes that are held, roughly.
  public var memoryBytes: Int { tally.memoryBytes }

  /// Forgets all names; ids mean others from now on.
  public mutating func startOver() { tally.startOver(keepingSums: false) }

  private mutating func blank(_ record: Record, _ bytes: Span<UInt8>) -> NamedRequest {
    var request = NamedRequest(dash: tally.dash)
    request.time = record.time
    request.token = tally.name(bytes, record.token)
    return request
  }

  private mutating func call(_ record: Record, _ bytes: Span<UInt8>) -> NamedRequest {
    var request = blank(record, bytes)
    request.app = tally.name(bytes, record.app)
    request.developerGroup = tally.developerGroup(record, bytes)
    request.site = tally.site(record, bytes) ?? tally.dash
    (request.group, request.isJudged) = tally.groupName(
      group: request.developerGroup, app: request.app, site: request.site)
    request.limit = record.limit
    request.remaining = record.remaining
    if tally.rejectedStatuses.contains(record.status) { request.kinds = .rejected }
    request.isInstallRefusal =
      record.error.isPresent && InstallRefusal.isNamed(bytes, record.error)
    return request
  }

  private mutating func knewtonRequest(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch
  ) -> NamedRequest {
    var request = blank(record, bytes)
    request.partition = match.isAuthenticated ? .triple : .pair
    request.client = tally.name(bytes, record.client)
    request.uri = tally.applicationURI(record, bytes)
    request.endpoint = tally.knewtonEndpointName(record, bytes, match)
    request.kinds = tally.limiterKinds(record, bytes)
    guard measuresEntities else { return request }
    // What one request measures is the largest value after it alone was measured.
    for index in tally.entities.largest.indices { tally.entities.largest[index] = 0 }
    tally.addEntities(
      record, bytes, match,
      subject: PartitionKey(first: request.token, second: request.uri, third: request.endpoint),
      RequestPlace(input: 0, line: record.line))
    request.exceeded = EntityKind.allCases.filter {
      tally.entities.largest[Int($0.rawValue)] > tally.entities.limits[Int($0.rawValue)]
    }
    request.entities = entities(record, bytes, match)
    return request
  }

  /// The entities that a succeeded request adds to, or takes from (SPEC 4.4, "p").
  private mutating func entities(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch
  ) -> [(kind: EntityKind, entity: UInt32)] {
    guard (200...299).contains(record.status), let action = match.endpoint.action else { return [] }
    func name(_ slice: ByteSlice) -> UInt32 { tally.names.intern(bytes, slice.range) }
    switch action {
    case .registrationCreate where record.account.isPresent:
      return [(.registrationsPerAccount, name(record.account))]
    case .goalCreate: return [(.goalsPerLearningInstance, name(match.parameters[0]))]
    case .goalAssign:
      let registration = name(match.parameters[2])
      return [
        (.registrationsPerLearningInstance, name(match.parameters[0])),
        (.goalsPerRegistration, registration),
      ] + (record.analytics == .yes ? [(.goalsPerRegistrationAnalytics, registration)] : [])
    default: return []
    }
  }
}

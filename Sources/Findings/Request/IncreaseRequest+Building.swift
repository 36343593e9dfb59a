internal import Bytes
public import LimitCatalog
public import Usage

extension IncreaseRequest {
  /// The request that a group's usage comes to; `demand` is the study of its calls, nil where the inputs
  /// were usage files. Status, tool and policy file are the caller's to fill in.
  public init(
    _ study: GroupStudy, demand: DemandStudy?, options: IncreaseOptions, policy: Policy,
    tool: ToolIdentity
  ) {
    self.tool = tool
    period = study.period
    group = study.report
    naming = GroupNaming(study.report.group)
    let listed = policy.group(named: study.report.group)
    isProduction = listed?.production
    contact = listed?.contact
    email = options.email
    silentHours = study.silentHours
    exhaustions = study.exhaustions
    refusalStatuses = policy.learn.rejectedStatuses
    refusedInstallations = study.refusedInstallations
    let unmetSeconds = demand?.unmetSeconds
    func day(_ window: GroupWindow) -> DayDemand {
      let start = window.start.seconds
      return DayDemand(
        window, unmet: unmetSeconds, isComplete: DayStatistics.isCovered(start, by: study.period))
    }
    days = study.days.map(day)
    dayStatistics = DayStatistics(
      days,
      completeDays: study.daysWithRecords.count {
        DayStatistics.isCovered($0 * 86_400, by: study.period)
      })
    let candidates = days + study.windows.map(day)
    busiest = candidates[0]
    for candidate in candidates where candidate.demand > busiest.demand { busiest = candidate }

    unmet = demand.map {
      UnmetDemand(
        demands: $0.demands, met: $0.metDemands,
        unmet: $0.unmetSeconds.count)
    }
    endpoints = demand?.endpoints.map {
      RequestedEndpoint(endpoint: $0.endpoint, attempted: $0.attempted, rejected: $0.rejected)
    }
    untracked = demand?.untracked ?? 0
    apis = demand.map { IncreaseRequest.apis($0.endpoints, below: policy.learn.pathPrefix) }
    busySites = group.sites.list.sorted { ($1.attempted, $0.site) < ($0.attempted, $1.site) }
    busyApplications = group.applications.sorted {
      ($1.attempted, $0.app) < ($0.attempted, $1.app)
    }
    calls = QuotaProposal(
      current: group.quota ?? LearnLimit.callsPerDay, measured: busiest.demand,
      growth: options.growth, headroom: options.headroom, rounding: .twoDigits)
    sites = QuotaProposal(
      current: group.sites.quota ?? LearnLimit.sites, measured: group.sites.list.count,
      growth: options.growth, headroom: options.headroom, rounding: .whole)
    savings = Saving.all(demand, group)
  }

  /// The first segments behind the version that say which part of the API a call is of: one, or two for
  /// what belongs to a course.
  private static func apis(_ endpoints: [EndpointDemand], below prefix: ByteString) -> [ByteString]
  {
    var result: Set<ByteString> = []
    for endpoint in endpoints {
      let name = endpoint.endpoint.bytes
      guard let slash = name.firstIndex(of: 0x2F), name[slash...].starts(with: prefix.bytes) else {
        continue
      }
      let words = name[(slash + prefix.bytes.count)...].split(separator: 0x2F).filter {
        $0.first != 0x7B && $0 != Array("public".utf8)[...] && !isVersion($0)
      }
      let isOfCourse = words.first.map { Array($0) } == Array("courses".utf8)
      let part = words.prefix(isOfCourse ? 2 : 1)
      if !part.isEmpty { result.insert(ByteString(Array(part.joined(separator: [0x2F])))) }
    }
    return result.sorted()
  }

  /// Whether a segment is `v1` or the like.
  private static func isVersion(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.first == 0x76 && segment.count > 1
      && segment.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension Saving {
  /// Endpoints named for one kind.
  private static let mostEndpoints = 3

  /// What there is, the most saved first.
  static func all(_ demand: DemandStudy?, _ group: GroupReport) -> [Saving] {
    var result: [Saving] = []
    if let demand {
      result.append(Saving(.repeatedGets, demand.repeats))
      result.append(Saving(.smallPages, demand.smallPages))
      result += demand.singles.map {
        Saving(
          kind: .singleCalls(form: $0.form), calls: $0.calls, saved: $0.saved, endpoints: [])
      }
      result.append(
        Saving(
          kind: .retries, calls: demand.repeatedRefusals, saved: demand.repeatedRefusals,
          endpoints: []))
    } else {
      let early = group.retries.retryAfterIgnored
      result.append(Saving(kind: .earlyRetries, calls: early, saved: early, endpoints: []))
    }
    // Sorting is not stable; no two kinds are equal, so the place they came in decides.
    return result.enumerated().filter { $0.element.saved > 0 }
      .sorted { ($1.element.saved, $0.offset) < ($0.element.saved, $1.offset) }.map(\.element)
  }

  private init(_ kind: Kind, _ rows: [EndpointSaving]) {
    self.kind = kind
    calls = rows.reduce(0) { $0 + $1.calls }
    saved = rows.reduce(0) { $0 + $1.saved }
    endpoints = rows.prefix(Saving.mostEndpoints).map(\.endpoint)
  }
}

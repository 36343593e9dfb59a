internal import Bytes
internal import LimitCatalog

/// Rules of a study; docs/increase-request.md explains each.
enum DemandRule {
  /// Refusals of a target closer than this are retries of one demand (SPEC section 5), in seconds.
  static let retryGap: Int64 = 60
  /// How long a copy would be kept, in milliseconds.
  static let copyAge: Int64 = 300_000
  /// Single calls closer than this belong to one run, in seconds.
  static let runGap: Int64 = 60
  /// Different things of a run from which a list is the better way.
  static let shortestRun = 10
  /// Things that one call for many does, or rows that a full page has.
  static let manyAtOnce = PageQuery.fullPage
}

extension DemandTally {
  /// What the calls so far come to; O(n log n).
  public func study() -> DemandStudy {
    var study = DemandStudy()
    study.attempted = attempted
    study.rejected = rejected
    study.untracked = untracked
    study.endpoints = endpointDemands()
    // Of calls in one millisecond those let through come first, so that the order of lines is no matter.
    let calls = calls.sorted {
      ($0.target, $0.time, $0.isRejected ? 1 : 0, $0.status)
        < ($1.target, $1.time, $1.isRejected ? 1 : 0, $1.status)
    }
    var repeats = EndpointSums()
    var start = 0
    while start < calls.count {
      let target = calls[start].target
      let end = calls[start...].firstIndex { $0.target != target } ?? calls.count
      DemandTally.addDemands(calls[start..<end], to: &study)
      if targets[Int(target)].isGet {
        let saved = DemandTally.repeats(calls[start..<end])
        repeats.add(targets[Int(target)].endpoint, calls: saved, saved: saved)
      }
      start = end
    }
    study.unmetSeconds.sort()
    study.repeats = savings(repeats)
    study.singles = singles(calls)
    study.smallPages = smallPages(calls)
    return study
  }

  private func endpointDemands() -> [EndpointDemand] {
    var result = endpoints.indices.map { index in
      EndpointDemand(
        endpoint: endpointNames[UInt32(index)], attempted: endpoints[index].attempted,
        rejected: endpoints[index].rejected)
    }
    if moreEndpoints.attempted > 0 {
      result.append(
        EndpointDemand(
          endpoint: "(more)", attempted: moreEndpoints.attempted, rejected: moreEndpoints.rejected))
    }
    return result.sorted { ($1.attempted, $0.endpoint) < ($0.attempted, $1.endpoint) }
  }

  /// Collapses the refusals of one target into demands.
  private static func addDemands(_ calls: ArraySlice<DemandCall>, to study: inout DemandStudy) {
    /// The demand at hand: its first and its last refusal.
    var open: (start: Int64, last: Int64)?
    for call in calls {
      let second = call.time.flooredQuotient(1000)
      if let demand = open, second - demand.last >= DemandRule.retryGap {
        study.unmetSeconds.append(demand.start)
        open = nil
      }
      if call.isRejected {
        if open == nil { study.demands += 1 } else { study.repeatedRefusals += 1 }
        open = (open?.start ?? second, second)
      } else if open != nil {
        study.metDemands += 1
        open = nil
      }
    }
    if let open { study.unmetSeconds.append(open.start) }
  }

  /// How many calls of one target a copy would have answered.
  private static func repeats(_ calls: ArraySlice<DemandCall>) -> Int {
    var fetched: Int64?
    var saved = 0
    for call in calls where call.status == 200 || call.status == 304 {
      if let last = fetched, call.time - last < DemandRule.copyAge {
        saved += 1
      } else {
        fetched = call.time
      }
    }
    return saved
  }

  /// Runs of single calls of one list, calls of one thing counted once: those are repeats.
  private func singles(_ calls: [DemandCall]) -> [FormSaving] {
    var singles: [SingleCall] = []
    for call in calls where (200..<300).contains(call.status) {
      guard let collection = targets[Int(call.target)].collection else { continue }
      singles.append(
        SingleCall(
          collection: collection, second: call.time.flooredQuotient(1000), target: call.target))
    }
    singles.sort { ($0.collection, $0.second) < ($1.collection, $1.second) }
    var sums: [Int: FormSaving] = [:]
    var start = 0
    for index in singles.indices {
      let next = index + 1
      let goesOn =
        next < singles.count && singles[next].collection == singles[index].collection
        && singles[next].second - singles[index].second < DemandRule.runGap
      if goesOn { continue }
      let form = collectionForms[singles[index].collection]
      let run =
        LearnBatchForm.all[form].isList
        ? Set(singles[start..<next].map(\.target)).count : next - start
      start = next
      guard run >= DemandRule.shortestRun else { continue }
      let needed = (run + DemandRule.manyAtOnce - 1) / DemandRule.manyAtOnce
      sums[form, default: FormSaving(form: form, calls: 0, saved: 0)].calls += run
      sums[form, default: FormSaving(form: form, calls: 0, saved: 0)].saved += run - needed
    }
    return sums.values.sorted { ($1.saved, $0.form) < ($0.saved, $1.form) }
  }

  private func smallPages(_ calls: [DemandCall]) -> [EndpointSaving] {
    var walks = walks
    for call in calls where call.status == 200 {
      let target = targets[Int(call.target)]
      guard let walk = target.walk else { continue }
      walks[walk].pages += 1
      if target.isFirstPage { walks[walk].starts += 1 }
    }
    var sums = EndpointSums()
    for walk in walks where walk.pages > walk.starts {
      // Every walk is taken to be as long as the others of its query; there is one at least.
      let starts = max(1, walk.starts)
      let rows = walk.pages * walk.pageRows
      let perWalk = starts * DemandRule.manyAtOnce
      let needed = starts * ((rows + perWalk - 1) / perWalk)
      sums.add(walk.endpoint, calls: walk.pages, saved: max(0, walk.pages - needed))
    }
    return savings(sums)
  }

  private func savings(_ sums: EndpointSums) -> [EndpointSaving] {
    sums.rows.map { id, counts in
      EndpointSaving(
        endpoint: id.map { endpointNames[$0] } ?? "(more)", calls: counts.calls,
        saved: counts.saved)
    }.sorted { ($1.saved, $0.endpoint) < ($0.saved, $1.endpoint) }
  }
}

/// A call for one thing of a list.
private struct SingleCall {
  var collection: Int
  /// Seconds since the epoch.
  var second: Int64
  var target: UInt32
}

/// Calls and savings by endpoint; nil for endpoints whose names found no room.
private struct EndpointSums {
  private(set) var rows: [UInt32?: (calls: Int, saved: Int)] = [:]

  mutating func add(_ endpoint: UInt32?, calls: Int, saved: Int) {
    guard saved > 0 else { return }
    let sum = rows[endpoint] ?? (0, 0)
    rows[endpoint] = (sum.calls + calls, sum.saved + saved)
  }
}
